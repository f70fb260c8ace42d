# The words of the rooms Cases, Compare, Memos and Search, and of the grid, the query bar and the panel of passages.

yes = yes
no = no
code = Code
rename-named = Rename “{ $name }”
displaced = The text here has changed
source-gone = Deleted source

## Tables of values
grid-help = Arrow keys move. Enter or F2 edits a value, Space switches yes/no, Delete clears.
grid-no-value = No value
grid-none-pass = No rows match the filter.
grid-show-all = Showing { $shown }. Show all { $n }
grid-filter-column = Filter by { $column }
grid-filter-contains = contains …
grid-filter-all = All
value-edit = { $name }: { $value }. Edit
value-problem-number = Write a number, such as 45,891 or 3.5.
value-problem-number-ambiguous = This can be read in two ways. Write 45891 or 45.891.
value-problem-date = Write a date that exists, such as 2020-01-31.
value-problem-choice = Choose one of the values in the list.
value-problem-boolean = Write yes or no.
value-problem-required = This field cannot be empty.

## The query bar
query-placeholder = code:Anchoring and valence:barrier
query-run = Search
query-completions = Suggestions
query-to-place = Go to the place

## The panel of passages
panel-close = Close the passages
panel-query = The query behind the number
panel-count = { $n ->
    [one] { NUMBER($n) } passage
   *[other] { NUMBER($n) } passages
}
panel-loading = Loading the passages …
panel-none = No passages match the query.
panel-more = Showing { $shown } of { $n }. Show more
panel-open-find = Open in search
panel-own-query = Back to the query behind the number
passage-open = Open in the source

## Cases
cases-all = All cases
cases-kinds = Kinds of cases
cases-count = { $n ->
    [one] { NUMBER($n) } case
   *[other] { NUMBER($n) } cases
}
cases-filter = Filter
cases-failed = The cases could not be loaded
cases-empty = Who or what are you comparing?
cases-empty-hint = A case is what you hold up against another: an informant, a municipality, a school. Create a kind, such as “municipality”, then add the cases.
cases-none-of-kind = No cases of this kind yet. Write the first name below.
cases-key-new = New case
cases-key-filter = Filter the table
kind-new = New kind
kind-edit = Edit the kind
kind-make = Create the kind
kind-name = Name of the kind
kind-name-hint = In the singular, such as “municipality” or “informant”.
kind-delete = { $n ->
    [0] Delete the kind
    [one] Delete the kind and its case
   *[other] Delete the kind and its { $n } cases
}
attribute-new = New attribute
attribute-new-for = New attribute for { $kind }
attribute-make = Create the attribute
attribute-edit = Edit the attribute
attribute-edit-named = Edit the attribute “{ $name }”
attribute-delete = Delete the attribute
attribute-name = Name
attribute-type = Kind of value
attribute-type-text = Text
attribute-type-text-example = free text, as in “heads the unit”
attribute-type-number = Number
attribute-type-number-example = as in 45,891
attribute-type-boolean = Yes/no
attribute-type-boolean-example = as in “merged”
attribute-type-date = Date
attribute-type-date-example = as in 1 January 2020
attribute-type-choice = Choice
attribute-type-choice-example = one of several fixed values
attribute-choices = The choices
attribute-choices-hint = One per line, in the order they should sort.
attributes-of-kind = { $n ->
    [one] { $n } attribute
   *[other] { $n } attributes
}
case-name = Name
case-new = New case
case-new-hint = Name
case-add = Add
case-needs-name = The case must have a name.
case-delete = Delete the case
case-gone = This case does not exist
case-gone-hint = It may have been deleted. Undo brings it back.
case-attributes = Attributes
case-no-attributes = The kind has no attributes yet.
case-sources = Sources
case-no-sources = No sources are tied to the case. Tie one, and its codings will count.
case-codings = Codings
case-words = Words
case-codes = Codes
case-no-codes = No codings in the sources tied to the case.
case-quotations = Passages
case-no-quotations = No coded passages yet.
case-all-quotations = All { $n } passages
case-memos = Memos
passages-of = { $name }: { $n ->
    [one] { NUMBER($n) } passage
   *[other] { NUMBER($n) } passages
}
tie-add = Tie to a source …
tie-remove = Untie “{ $name }” from the case
case-relations = Relations
case-no-relations = No relations to other cases.
relation-add = New relation
relation-make = Add the relation
relation-remove = Remove the relation “{ $kind }” with { $name }
relation-kind = Kind of relation
relation-to = With
relation-direction = Direction
relation-one-way = One way, from this case
relation-mutual = Mutual
relation-since = Since
relation-until = Until
relation-out = leads to
relation-in = comes from
relation-both = mutual

## Compare
compare-rows = Rows
compare-cols = Columns
compare-count = Count
compare-show = Show as
compare-where = Only where
compare-where-hint = Only where … such as round:2
compare-layer = Facet in the cells
compare-no-layer = None
compare-more = More
compare-transpose = Swap rows and columns
compare-exact = Only the code’s own codings, without its subcodes
compare-hide-empty = Hide empty rows and columns
compare-copy-csv = Copy as CSV
compare-copy-markdown = Copy as Markdown
compare-print = Print
copy-csv = CSV
copy-markdown = Markdown
compare-copied = { $n ->
    [one] { $n } row copied as { $form }
   *[other] { $n } rows copied as { $form }
}
compare-copy-failed = The browser did not allow access to the clipboard.
compare-total = All
compare-all = All passages in the table
compare-sort-name = Name
compare-counting = Counting …
compare-words = { $where ->
    [none] { $count }: { $rows } × { $cols }
   *[other] { $count }: { $rows } × { $cols }, only where { $where }
}
compare-hidden = { $rows ->
    [0] { "" }
    [one] { $rows } empty row
   *[other] { $rows } empty rows
}{ $cols ->
    [0] { "" }
    [one] { $rows ->
        [0] { "" }
       *[other] { " and " }
    }{ $cols } empty column
   *[other] { $rows ->
        [0] { "" }
       *[other] { " and " }
    }{ $cols } empty columns
} hidden.
matrix-part-rows = Showing { NUMBER($shown) } of { NUMBER($n) } rows.
matrix-part-cols = Showing { NUMBER($shown) } of { NUMBER($n) } columns.
matrix-show-all = Show all
compare-fold = Collapse
compare-unfold = Show all levels
compare-show-empty = Show them
compare-nothing = Nothing to count here. Limit less, or choose other rows and columns.
compare-no-residual = Residuals can only be calculated for codings. Choose “Codings” under Count.
compare-residual-words = Residuals: the distance from what would be expected if rows and columns were unrelated (adjusted, standardised). Above 2 or below −2 is worth a look.
compare-cell-gone = The cell in the address is not in the table.
compare-empty = Nothing to compare yet
compare-empty-hint = The table counts codings. Read a source and code some passages, and the numbers appear here.
compare-empty-action = Read and code
count-codings = Codings
count-passages = Passages
count-words = Words
count-sources = Sources
show-count = Count
show-row = Row %
show-column = Column %
show-residual = Residual
dimension-code = Code
dimension-case = Case
dimension-source = Source
dimension-speaker = Speaker
dimension-coder = Coder
dimension-round = Round
dimension-facet = Facet
dimension-group-codes = Codes
dimension-group-cases = Cases
dimension-group-attributes = Attributes
dimension-group-sources = Sources
dimension-group-coding = The coding

## Search
room-find = Search
find-views = Ways to search
find-view-passages = Passages
find-view-kwic = Words in context
find-view-autocode = Code by pattern
find-query = Query
find-limit = Only where
find-limit-hint = Only where … (optional), such as case:Asker
find-results = Results
find-asking = Searching …
find-none = No passages match the query.
find-empty = Ask the study
find-empty-hint = Write a query, or try one of these:
find-group = Group by
find-group-source = source
find-group-case = case
find-group-code = code
find-group-speaker = speaker
find-no-case = Without a case
find-no-code = Without a code
find-no-speaker = Without a speaker
find-mark = Mark the passage in { $source }, { $start }–{ $end }
find-unmark = Clear the marks
find-code = { $n ->
    [one] Code { $n } passage
   *[other] Code { $n } passages
}
find-widen = More text
find-narrow = Less
find-keys = ↑↓ move · + more text · X mark · C code
find-key-next = Next passage
find-key-previous = Previous passage
find-key-widen = Show more text around the passage
find-key-narrow = Show less text
find-key-mark = Mark the passage
find-key-code = Code the marked passages
find-key-query = Go to the query
find-saved = Saved queries
find-saved-none = None yet. Ask something, and give the query a name.
find-save = Save
find-save-as = Save the query as
find-save-name = Name
kwic-pattern = Word (* for the rest of a word)
kwic-regex = Regular expression
kwic-sort = Sort by
kwic-sort-position = place in the text
kwic-sort-left = the word before
kwic-sort-right = the word after
kwic-empty = See a word where it stands
kwic-empty-hint = Each hit stands in the middle of its line, with the text before and after. Sort by the neighbouring word to see what it tends to appear with.
kwic-left = Before
kwic-match = Hit
kwic-right = After
kwic-count = { $n ->
    [one] { NUMBER($n) } hit
   *[other] { NUMBER($n) } hits
}
kwic-part = Showing the first { $shown } of { $n }. Limit the search to see the rest.
source = Source
autocode-by = By
autocode-by-text = text
autocode-by-regex = regular expression
autocode-by-speaker = speaker
autocode-by-heading = heading
autocode-pattern-text = Text
autocode-pattern-regex = Regular expression
autocode-pattern-speaker = The speaker’s name
autocode-pattern-heading = The heading
autocode-extend = Code
autocode-extend-none = the hit only
autocode-extend-sentence = the whole sentence
autocode-extend-paragraph = the whole paragraph
autocode-extend-turn = the whole turn
autocode-extend-section = the whole section under its heading
autocode-until = Up to (regular expression)
autocode-until-hint = optional
autocode-show = Show the hits
autocode-empty = Code everything that follows a pattern
autocode-empty-hint = You see the hits before anything is coded, and can leave out those that do not belong. Everything is undone in one step.
autocode-found = { $n ->
    [one] { NUMBER($n) } hit
   *[other] { NUMBER($n) } hits
} in { $sources ->
    [one] { NUMBER($sources) } source
   *[other] { NUMBER($sources) } sources
}
autocode-part = The first { $shown } of { $n } are listed. The others are coded too.
autocode-all = Select all
autocode-none = Select none
autocode-code = { $n ->
    [one] Code { NUMBER($n) } hit …
   *[other] Code { NUMBER($n) } hits …
}
autocode-pick = Code the hits as
autocode-done = { $n ->
    [one] { NUMBER($n) } passage coded as { $code }
   *[other] { NUMBER($n) } passages coded as { $code }
}

## Memos
memo-new = New memo
memo-title = Title
memo-untitled = Untitled
memo-view = View
memo-view-write = Write
memo-view-both = Both
memo-view-read = Read
memo-empty = Nothing written yet.
memo-write-hint = Write here. # makes a heading, *italic*, **bold**, - list, > quote.
memo-markdown-hint = The memo is in Markdown. What is not saved yet exists only in this window.
memo-dates = { $user }, { $day }
memo-saved = Saved { $time }
memo-saving = Saving …
memo-not-saved = Not saved. The text stays here until the workbench answers. Leave the window open.
memo-gone = This memo does not exist
memo-gone-hint = It may have been deleted. Undo brings it back.
memos-all = All memos
memos-list = The memos
memos-journal = Journal
memos-count = { $n ->
    [one] { NUMBER($n) } memo
   *[other] { NUMBER($n) } memos
}
memos-search = Search the memos
memos-all-kinds = All kinds
memos-all-targets = About anything
memos-target = What the memo is about
memos-none-pass = No memos match the filter.
memos-empty = Write what you think, while you think it
memos-empty-hint = A memo can be about the study, a source, a passage, a code or a case. All of them are listed here by date.
target-study = The study
target-source = Source
target-passage = Passage
target-code = Code
target-coding = Coding
target-case = Case
target-set = Set
target-memo = Memo
