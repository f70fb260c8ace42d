# Orda i romma Tilfelle, Samanlikn, Notat og Søk, og i tabellen, søkjelinja og panelet med tekststader.

yes = ja
no = nei
code = Kode
rename-named = Gi «{ $name }» nytt namn
displaced = Teksten er endra her
source-gone = Sletta kjelde

## Tabellar med verdiar
grid-help = Piltastane flyttar. Enter eller F2 endrar ein verdi, mellomrom slår ja/nei av og på, Delete tømmer.
grid-no-value = Ingen verdi
grid-none-pass = Ingen rader passar til filteret.
grid-show-all = Viser { $shown }. Vis alle { $n }
grid-filter-column = Filtrer på { $column }
grid-filter-contains = inneheld …
grid-filter-all = Alle
value-edit = { $name }: { $value }. Endre
value-problem-number = Skriv eit tal, til dømes 45 891 eller 3,5.
value-problem-number-ambiguous = Kan lesast på to måtar. Skriv 45 891 eller 45,891.
value-problem-date = Skriv ein dato som finst, til dømes 2020-01-31.
value-problem-choice = Vel ein av verdiane i lista.
value-problem-boolean = Skriv ja eller nei.
value-problem-required = Feltet kan ikkje stå tomt.

## Søkjelinja
query-placeholder = code:Forankring and valence:barrier
query-run = Søk
query-completions = Framlegg
query-to-place = Gå til staden

## Panelet med tekststader
panel-close = Lukk tekststadene
panel-query = Spørjinga bak talet
panel-count = { $n ->
    [one] { NUMBER($n) } tekststad
   *[other] { NUMBER($n) } tekststader
}
panel-loading = Hentar tekststadene …
panel-none = Ingen tekststader svarer til spørjinga.
panel-more = Viser { $shown } av { $n }. Vis fleire
panel-open-find = Opne i søk
panel-own-query = Tilbake til spørjinga bak talet
passage-open = Opne i kjelda

## Tilfelle
cases-all = Alle tilfelle
cases-kinds = Typar tilfelle
cases-count = { $n ->
    [one] { NUMBER($n) } tilfelle
   *[other] { NUMBER($n) } tilfelle
}
cases-filter = Filtrer
cases-failed = Tilfella kunne ikkje hentast
cases-empty = Kven eller kva samanliknar du?
cases-empty-hint = Eit tilfelle er det du held opp mot noko anna: ein informant, ein kommune, ein skule. Lag ein type, til dømes «kommune», og legg så inn tilfella.
cases-none-of-kind = Ingen tilfelle av denne typen enno. Skriv det første namnet nedanfor.
cases-key-new = Nytt tilfelle
cases-key-filter = Filtrer tabellen
kind-new = Ny type
kind-edit = Endre typen
kind-make = Lag typen
kind-name = Namn på typen
kind-name-hint = I eintal, til dømes «kommune» eller «informant».
kind-delete = { $n ->
    [0] Slett typen
    [one] Slett typen og tilfellet
   *[other] Slett typen og { $n } tilfelle
}
attribute-new = Ny eigenskap
attribute-new-for = Ny eigenskap for { $kind }
attribute-make = Lag eigenskapen
attribute-edit = Endre eigenskapen
attribute-edit-named = Endre eigenskapen «{ $name }»
attribute-delete = Slett eigenskapen
attribute-name = Namn
attribute-type = Kva slags verdi
attribute-type-text = Tekst
attribute-type-text-example = fritt, som «leiar i eininga»
attribute-type-number = Tal
attribute-type-number-example = som 45 891
attribute-type-boolean = Ja/nei
attribute-type-boolean-example = som «samanslått»
attribute-type-date = Dato
attribute-type-date-example = som 1. januar 2020
attribute-type-choice = Val
attribute-type-choice-example = éin av fleire faste verdiar
attribute-choices = Vala
attribute-choices-hint = Eitt på kvar linje, i den rekkjefølgja dei skal sorterast.
attributes-of-kind = { $n ->
    [one] { $n } eigenskap
   *[other] { $n } eigenskapar
}
case-name = Namn
case-new = Nytt tilfelle
case-new-hint = Namn
case-add = Legg til
case-needs-name = Tilfellet må ha eit namn.
case-delete = Slett tilfellet
case-gone = Tilfellet finst ikkje
case-gone-hint = Det kan vere sletta. Angre hentar det tilbake.
case-attributes = Eigenskapar
case-no-attributes = Typen har ingen eigenskapar enno.
case-sources = Kjelder
case-no-sources = Ingen kjelder er knytte til tilfellet. Knyt til ei, så tel kodingane der med.
case-codings = Kodingar
case-words = Ord
case-codes = Kodar
case-no-codes = Ingen kodingar i det som er knytt til tilfellet.
case-quotations = Tekststader
case-no-quotations = Ingen koda tekststader enno.
case-all-quotations = Alle { $n } tekststader
case-memos = Notat
passages-of = { $name }: { $n ->
    [one] { NUMBER($n) } tekststad
   *[other] { NUMBER($n) } tekststader
}
tie-add = Knyt til ei kjelde …
tie-remove = Fjern tilknytinga til «{ $name }»
case-relations = Relasjonar
case-no-relations = Ingen relasjonar til andre tilfelle.
relation-add = Ny relasjon
relation-make = Legg til relasjonen
relation-remove = Fjern relasjonen «{ $kind }» med { $name }
relation-kind = Type relasjon
relation-to = Med
relation-direction = Retning
relation-one-way = Éin veg, frå dette tilfellet
relation-mutual = Gjensidig
relation-since = Frå dato
relation-until = Til dato
relation-out = går til
relation-in = kjem frå
relation-both = gjensidig

## Samanlikn
compare-rows = Rader
compare-cols = Kolonnar
compare-count = Tel
compare-show = Vis som
compare-where = Berre der
compare-where-hint = Berre der … til dømes round:2
compare-layer = Fasett i cellene
compare-no-layer = Ingen
compare-more = Meir
compare-transpose = Byt rader og kolonnar
compare-exact = Berre koden sine eigne kodingar, utan underkodar
compare-hide-empty = Skjul tomme rader og kolonnar
compare-copy-csv = Kopier som CSV
compare-copy-markdown = Kopier som Markdown
compare-print = Skriv ut
copy-csv = CSV
copy-markdown = Markdown
compare-copied = { $n ->
    [one] { $n } rad kopiert som { $form }
   *[other] { $n } rader kopierte som { $form }
}
compare-copy-failed = Nettlesaren gav ikkje tilgang til utklippstavla.
compare-total = Alle
compare-all = Alle tekststader i tabellen
compare-sort-name = Namn
compare-counting = Tel …
compare-words = { $where ->
    [none] { $count }: { $rows } × { $cols }
   *[other] { $count }: { $rows } × { $cols }, berre der { $where }
}
compare-hidden = { $rows ->
    [0] { "" }
    [one] { $rows } tom rad
   *[other] { $rows } tomme rader
}{ $cols ->
    [0] { "" }
    [one] { $rows ->
        [0] { "" }
       *[other] { " og " }
    }{ $cols } tom kolonne
   *[other] { $rows ->
        [0] { "" }
       *[other] { " og " }
    }{ $cols } tomme kolonnar
} er skjult.
matrix-part-rows = Viser { NUMBER($shown) } av { NUMBER($n) } rader.
matrix-part-cols = Viser { NUMBER($shown) } av { NUMBER($n) } kolonnar.
matrix-show-all = Vis alle
compare-fold = Fald saman
compare-unfold = Vis alle nivå
compare-show-empty = Vis dei
compare-nothing = Ingenting å telje her. Avgrens mindre, eller vel andre rader og kolonnar.
compare-no-residual = Avvik kan berre reknast ut for kodingar. Vel «Kodingar» under Tel.
compare-residual-words = Avvik frå det ein ville vente om rader og kolonnar ikkje hang saman (justert og standardisert). Over 2 eller under −2 er verdt eit blikk.
compare-cell-gone = Cella i adressa finst ikkje i tabellen.
compare-empty = Ingenting å samanlikne enno
compare-empty-hint = Tabellen tel kodingar. Les ei kjelde og gi nokre tekststader ein kode, så står tala her.
compare-empty-action = Les og kod
count-codings = Kodingar
count-passages = Tekststader
count-words = Ord
count-sources = Kjelder
show-count = Antal
show-row = Rad-%
show-column = Kolonne-%
show-residual = Avvik
dimension-code = Kode
dimension-case = Tilfelle
dimension-source = Kjelde
dimension-speaker = Talar
dimension-coder = Koda av
dimension-round = Runde
dimension-facet = Fasett
dimension-group-codes = Kodar
dimension-group-cases = Tilfelle
dimension-group-attributes = Eigenskapar
dimension-group-sources = Kjelder
dimension-group-coding = Kodinga

## Søk
room-find = Søk
find-views = Måtar å søkje på
find-view-passages = Tekststader
find-view-kwic = Ord i kontekst
find-view-autocode = Kod etter mønster
find-query = Spørjing
find-limit = Berre der
find-limit-hint = Berre der … (valfritt), til dømes case:Asker
find-results = Treff
find-asking = Søkjer …
find-none = Ingen tekststader svarer til spørjinga.
find-empty = Spør studien
find-empty-hint = Skriv ei spørjing, eller prøv ei av desse:
find-group = Grupper etter
find-group-source = kjelde
find-group-case = tilfelle
find-group-code = kode
find-group-speaker = talar
find-no-case = Utan tilfelle
find-no-code = Utan kode
find-no-speaker = Utan talar
find-mark = Marker tekststaden i { $source }, { $start }–{ $end }
find-unmark = Fjern markeringane
find-code = { $n ->
    [one] Kod { $n } tekststad
   *[other] Kod { $n } tekststader
}
find-widen = Meir tekst
find-narrow = Mindre
find-keys = ↑↓ flytt · + meir tekst · X marker · C kod
find-key-next = Neste tekststad
find-key-previous = Førre tekststad
find-key-widen = Vis meir tekst rundt tekststaden
find-key-narrow = Vis mindre tekst
find-key-mark = Marker tekststaden
find-key-code = Kod dei markerte tekststadene
find-key-query = Gå til spørjinga
find-saved = Lagra spørjingar
find-saved-none = Ingen enno. Spør om noko, og gi spørjinga eit namn.
find-save = Lagre
find-save-as = Lagre spørjinga som
find-save-name = Namn
kwic-pattern = Ord (* for resten av eit ord)
kwic-regex = Regulært uttrykk
kwic-sort = Sorter etter
kwic-sort-position = stad i teksten
kwic-sort-left = ordet framfor
kwic-sort-right = ordet etter
kwic-empty = Sjå eit ord der det står
kwic-empty-hint = Kvart treff står midt på linja, med teksten framfor og etter. Sorter etter naboordet for å sjå kva ordet plar å stå saman med.
kwic-left = Framfor
kwic-match = Treff
kwic-right = Etter
kwic-count = { $n ->
    [one] { NUMBER($n) } treff
   *[other] { NUMBER($n) } treff
}
kwic-part = Viser dei første { $shown } av { $n }. Avgrens for å sjå resten.
source = Kjelde
autocode-by = Etter
autocode-by-text = tekst
autocode-by-regex = regulært uttrykk
autocode-by-speaker = talar
autocode-by-heading = overskrift
autocode-pattern-text = Tekst
autocode-pattern-regex = Regulært uttrykk
autocode-pattern-speaker = Namnet på talaren
autocode-pattern-heading = Overskrifta
autocode-extend = Kod
autocode-extend-none = berre treffet
autocode-extend-sentence = heile setninga
autocode-extend-paragraph = heile avsnittet
autocode-extend-turn = heile replikken
autocode-extend-section = heile delen under overskrifta
autocode-until = Fram til (regulært uttrykk)
autocode-until-hint = valfritt
autocode-show = Vis treffa
autocode-empty = Kod alt som følgjer eit mønster
autocode-empty-hint = Du ser treffa før noko blir koda, og kan ta bort dei som ikkje høyrer med. Alt kan angrast i eitt steg.
autocode-found = { $n ->
    [one] { NUMBER($n) } treff
   *[other] { NUMBER($n) } treff
} i { $sources ->
    [one] { NUMBER($sources) } kjelde
   *[other] { NUMBER($sources) } kjelder
}
autocode-part = Dei første { $shown } av { $n } er lista opp. Dei andre blir òg koda.
autocode-all = Vel alle
autocode-none = Vel ingen
autocode-code = { $n ->
    [one] Kod { NUMBER($n) } treff …
   *[other] Kod { NUMBER($n) } treff …
}
autocode-pick = Kod treffa som
autocode-done = { $n ->
    [one] { NUMBER($n) } tekststad koda som { $code }
   *[other] { NUMBER($n) } tekststader koda som { $code }
}

## Notat
memo-new = Nytt notat
memo-title = Tittel
memo-untitled = Utan tittel
memo-view = Vising
memo-view-write = Skriv
memo-view-both = Begge
memo-view-read = Les
memo-empty = Ingenting skrive enno.
memo-write-hint = Skriv her. # gir overskrift, *kursiv*, **halvfeit**, - punktliste, > sitat.
memo-markdown-hint = Notatet er i Markdown. Det som ikkje er lagra enno, finst berre i dette vindauget.
memo-dates = { $user }, { $day }
memo-saved = Lagra { $time }
memo-saving = Lagrar …
memo-not-saved = Ikkje lagra. Teksten blir ståande her til arbeidsbenken svarer. La vindauget stå ope.
memo-gone = Notatet finst ikkje
memo-gone-hint = Det kan vere sletta. Angre hentar det tilbake.
memos-all = Alle notat
memos-list = Notata
memos-journal = Journal
memos-count = { $n ->
    [one] { NUMBER($n) } notat
   *[other] { NUMBER($n) } notat
}
memos-search = Søk i notata
memos-all-kinds = Alle typar
memos-all-targets = Om kva som helst
memos-target = Kva notatet er om
memos-none-pass = Ingen notat passar til filteret.
memos-empty = Skriv det du tenkjer, medan du tenkjer det
memos-empty-hint = Eit notat kan handle om studien, ei kjelde, ein tekststad, ein kode eller eit tilfelle. Her står alle i tidsrekkjefølgje.
target-study = Studien
target-source = Kjelde
target-passage = Tekststad
target-code = Kode
target-coding = Koding
target-case = Tilfelle
target-set = Sett
target-memo = Notat
