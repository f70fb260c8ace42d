# The words of the frame, of Sources and of Codebook. Coding, code, codebook, source, case, memo: one word for each thing.

## The frame
rooms = Rooms
room-sources = Sources
room-codebook = Codebook
room-cases = Cases
room-compare = Compare
room-memos = Memos
room-failed = This room could not be opened
room-failed-hint = What is saved is safe. Load the page again. If this happens again, a file is probably missing from the installation.
panes = Columns
skip = Go to the content
fold = Hide { $what }
unfold = Show { $what }
loading = Loading …
close = Close
save = Save
ok = OK
try-again = Try again
undo = Undo
redo = Redo
undo-what = Undo: { $what }
redo-what = Redo: { $what }
saved = Everything is saved
saved-at = Saved · { $time }
back = The workbench is answering again
away = The workbench is not answering. What you write stays here and is sent when it answers.
start-failed = The study could not be opened
start-locked = The study is locked
start-locked-hint = Open the address that was printed in the terminal when Funn started. It works once; start Funn again for a new one.
save-waiting = not saved yet
save-saving = Saving …
save-failed = not saved yet

## Settings
settings = Settings
settings-open = Settings for { $name }
settings-user = You are coding as { $name }.
language = Language
theme = Appearance
theme-system = Follow the system
theme-light = Light
theme-dark = Dark
keys = Keyboard shortcuts
single-keys = Single-key shortcuts (switch off if you use voice control)

## Commands
palette-open = Find or do something
palette-hint = Find or do …
palette-commands = Commands
palette-codes = Codes
palette-sources = Sources
palette-cases = Cases
palette-find = Search for “{ $text }” in all sources
key-group-general = Everywhere
key-group-reader = Reading and coding
key-palette = Find or do something
key-help = Show keyboard shortcuts
key-find = Search the whole study
key-fold-list = Show or hide the left column
key-fold-inspector = Show or hide the right column
key-go = Go to { $room }
key-code = Code what is selected
key-repeat = Apply the last code again
key-memo = Write a memo
key-next = Next coding
key-previous = Previous coding
key-uncode = Remove the coding
key-recode = Change the code
key-find-in-text = Find in the text
key-let-go = Clear the selection
key-paragraph = Previous or next paragraph
key-word = Previous or next word
key-sentence = Previous or next sentence
key-turn = Previous or next turn
key-extend-word = Select word by word
key-extend-sentence = Select sentence by sentence
key-extend-paragraph = Select paragraph by paragraph
key-extend-turn = Select turn by turn
key-widen = Widen the selection: word, sentence, paragraph, turn
key-narrow = Narrow the selection
key-ends = To the beginning or the end
key-whole = Show the whole text

## What was done
done-code = { $count ->
    [one] 1 passage coded
   *[other] { NUMBER($count) } passages coded
}
done-uncode = { $count ->
    [one] 1 coding removed
   *[other] { NUMBER($count) } codings removed
}
done-auto-code = { $count ->
    [one] 1 passage coded automatically
   *[other] { NUMBER($count) } passages coded automatically
}
done-recode = { $count ->
    [one] 1 coding changed code
   *[other] { NUMBER($count) } codings changed code
}
done-import = { $count ->
    [one] 1 source imported
   *[other] { NUMBER($count) } sources imported
}
done-merge-codes = { $named ->
    [no] Codes merged
   *[yes] “{ $subject }” merged with another code
}
done-split-code = Code “{ $subject }” split
done-delete-code = Code “{ $subject }” deleted
done-delete-source = Source “{ $subject }” deleted
done-delete-case = Case “{ $subject }” deleted
done-correct-text = Text corrected
done-import-codebook = { $count ->
    [one] 1 code imported
   *[other] { NUMBER($count) } codes imported
}
done-import-attributes = Values imported for { $count ->
    [one] 1 case
   *[other] { NUMBER($count) } cases
}
done-set-up = Study is set up
done-add = { $noun } added{ $named ->
    [no] {""}
   *[yes] : { $subject }
}
done-replace = { $noun } changed{ $named ->
    [no] {""}
   *[yes] : { $subject }
}
done-remove = { $noun } removed
done-add-coding = 1 passage coded
done-remove-coding = 1 coding removed
done-replace-coding = Coding changed
done-add-code = Code “{ $subject }” created
done-replace-code = Code “{ $subject }” changed
done-remove-code = Code deleted
done-add-memo = Memo saved
done-replace-memo = Memo saved
done-remove-memo = Memo deleted
done-other = Change saved
done-elsewhere = From another window: { $what }
intent-undo = Undone: { $what }
intent-redo = Redone: { $what }
noun-coding = Coding
noun-code = Code
noun-source = Source
noun-case = Case
noun-case-kind = Kind of case
noun-attribute = Attribute
noun-tie = Tie
noun-relation = Relation
noun-memo = Memo
noun-set = Set
noun-round = Round
noun-facet = Facet
noun-guide = Interview guide
noun-participant = Participant
noun-user = User
noun-saved-query = Saved query
noun-study = Study

## When something fails
error-not-found = What you asked for does not exist.
error-invalid = Something that was given cannot be used.
error-conflict = This conflicts with what already exists.
error-query = Something in the query is not right.
error-locked = The study is locked.
error-internal = Something went wrong in the workbench.
error-offline = The workbench is not answering.
error-other = This could not be done.

## Sources
import = Import documents
import-more = Import more
importing = Importing …
choose-files = Choose files
sources-empty = Begin with the texts
sources-empty-hint = Drop interviews, notes or other documents anywhere here: docx, odt, rtf, pdf, txt, md, html, vtt or srt.
sources-choose = Choose a source to read
sources-choose-hint = The sources are on the left. You can drop more files here at any time.
filter-sources = Find a source
source-failed = The source could not be opened
source-size = { NUMBER($words) } words · { $codings ->
    [0] no codings
    [one] 1 coding
   *[other] { NUMBER($codings) } codings
}
codings-count = { $count ->
    [0] No codings
    [one] 1 coding
   *[other] { NUMBER($count) } codings
}
about-source = About the source
name = Name
kind = Kind
kind-transcript = Transcript
kind-document = Document
kind-field-note = Field note
kind-survey-answer = Survey answer
words = Words
codings = Codings
participant = Participant
added = Imported
format = File format
memos-on-source = Memos on the source
source-delete = Delete the source
import-report = What was imported
import-done = { $count ->
    [one] 1 source imported: { $names }
   *[other] { NUMBER($count) } sources imported: { $names }
}
import-duplicate = “{ $name }” is the same file as “{ $other }” and was not imported again.
import-losses = What was left out
import-losses-hint = The text is imported. What is listed here was in the file but has no place in the source.
import-refused = { $count ->
    [one] 1 file was not imported
   *[other] { NUMBER($count) } files were not imported
}
import-which-encoding = The file is not saved in UTF-8. Choose its encoding. Nothing has been imported yet.
import-read-as = Read as { $encoding }
loss = What
detail = Details
count = Count
loss-image = Picture
loss-footnote = Footnote
loss-tracked-change = Tracked change
loss-hidden-text = Hidden text
loss-comment = Comment
loss-personal-metadata = Names in the file’s properties, removed
loss-header-footer = Header or footer
loss-embedded = Embedded object
loss-character = Unreadable character
loss-assumed-encoding = Assumed encoding
loss-cue-setting = Caption setting
loss-link-target = Link address
loss-damaged = Damaged part of the file
loss-formatting = Formatting

## Welcome
welcome-read = Read { $name }
welcome-leave = Do not show this again

## The reader
text = Text
reader-of = The text of { $name }
stripes = Codings in the margin
stripes-more = +{ $count }
unit-codes = { $count ->
    [one] Coded with { $names }
   *[other] { NUMBER($count) } codings: { $names }
}
selected-text = Selected: { $text }
whole-text = Show the whole text
find-in-text = Find in the text
find-count = { $count ->
    [0] No hits
   *[other] { $now } of { NUMBER($count) }
}
find-next = Next hit
find-previous = Previous hit
pick-bar = Selected text
do-code = Code
memo = Memo
code-passage = Code this passage
change-code = Change the code
change-code-of = Change the code { $name }
remove-coding = Remove the coding
remove-coding-of = Remove the coding { $name }
nothing-to-repeat = No code to repeat yet. Code a passage first.
no-next-coding = No codings after this
no-previous-coding = No codings before this
filter-codings = Choose which codings to show
filter-shown = Showing { NUMBER($shown) } of { NUMBER($count) }
filter-clear = Show all
all-of = { $what }: all
coder = Coder
round = Round
facet = Facet
facets = Facets

## Details
inspector = Details
inspector-heading = Heading
inspector-paragraph = { $same ->
    [yes] Paragraph { $from }
   *[other] Paragraphs { $from }–{ $to }
}
inspector-selected = { $same ->
    [yes] Selected in paragraph { $from }
   *[other] Selected in paragraphs { $from }–{ $to }
}
inspector-none = No codings here. Select a passage and press { $key } to code it.
inspector-uncoded = Not coded yet. Press { $key } to code.
code-gone = Deleted code
coding-displaced = The text under the coding has changed.
characters = { NUMBER($count) } characters
round-closed = Round “{ $name }” is closed, so the coding cannot be changed.
move-edges = Move the coding to the selected text
memos-on-it = { $count ->
    [one] 1 memo
   *[other] { NUMBER($count) } memos
}

## The code picker
picker-placeholder = Type a code, new or old
picker-placeholder-find = Type to find a code
picker-none = No matching code.
picker-create = Create the code “{ $path }”
picker-key-choose = choose
picker-key-several = add, and choose more
picker-key-under = new code under this one
picker-key-leave = cancel
remove-named = Remove { $name }
top-level = At the top level

## Memos
memos = Memos
memo-add = Write a memo
memo-body = Memo
memo-placeholder = What did you notice?
memo-kind = Kind of memo
memo-kind-note = Note
memo-kind-theory = Theory
memo-kind-method = Method
memo-kind-reflection = Reflection
memo-kind-to-do = To do
memo-delete = Delete the memo

## The codebook
code-tree = The code tree
code-count = { $count ->
    [0] No codes
    [one] 1 code
   *[other] { NUMBER($count) } codes
}
filter-codes = Find a code
codes-none-beside = No codes yet. Select a passage and press C to create the first.
tree-code = { $name }, { $count ->
    [0] no codings
    [one] 1 coding
   *[other] { NUMBER($count) } codings
}
tree-cut = { $name } is cut. Go to the code it should stand under and press Ctrl V.
rename = Rename
code-new = New code
code-new-under = New code under this one
code-unnamed = New code
codebook-empty = No codes yet
codebook-empty-hint = A code is a word for something that recurs in the texts. Create it here, or while you read: select a passage and press C.
codebook-choose = Choose a code
codebook-choose-hint = Its definition, its criteria and where it is used are shown here.
code-path = The code is under
code-codings = { $count ->
    [0] No codings
    [one] 1 coding
   *[other] { NUMBER($count) } codings
}
code-own = { $count ->
    [0] all on the codes under it,
   *[other] { NUMBER($count) } on the code itself,
}
code-sources = { $count ->
    [one] in 1 source
   *[other] in { NUMBER($count) } sources
}
code-definition = Definition
code-definition-hint = What is the code about?
code-inclusion = Use when
code-inclusion-hint = What must hold for the code to fit?
code-exclusion = Do not use when
code-exclusion-hint = What looks similar but belongs to another code?
code-example = Example
code-example-hint = A typical passage
code-heading-only = Heading only: it groups other codes and is not applied to text
code-delete = Delete
colour = Colour
colour-inherit = Same as the code above
hue-blue = Blue
hue-orange = Orange
hue-green = Green
hue-pink = Pink
hue-brown = Brown
hue-cyan = Cyan
hue-violet = Violet
hue-olive = Olive
hue-red = Red
hue-navy = Navy
hue-gold = Gold
hue-slate = Slate
move-elsewhere = Move
move-to = Where should “{ $name }” stand?
merge = Merge
merge-with = Which code should “{ $name }” be merged with?
merge-title = Merge “{ $name }” with “{ $into }”
merge-codings = { $count ->
    [0] No codings will move
    [one] 1 coding moves to “{ $into }”
   *[other] { NUMBER($count) } codings move to “{ $into }”
}
merge-duplicates = { $count ->
    [one] 1 passage has both codes and keeps one
   *[other] { NUMBER($count) } passages have both codes and keep one
}
merge-children = { $count ->
    [one] 1 code moves under “{ $into }”
   *[other] { NUMBER($count) } codes move under “{ $into }”
}
merge-memos = { $count ->
    [one] 1 memo follows
   *[other] { NUMBER($count) } memos follow
}
merge-gone = The code “{ $name }” will be gone. This can be undone.
merge-do = Merge
leave-it = Cancel
split = Split
split-title = Split “{ $name }”
split-hint = Name the parts, go through the passages with the arrow keys, and press the number of the part each one belongs to.
split-part = Part { $n }
split-add = Another part
split-choice = Belongs to
split-left = { $count ->
    [0] All are assigned
    [one] 1 passage remains
   *[other] { NUMBER($count) } passages remain
}
split-do = Split the code
