# Ordene i rommene Tilfeller, Sammenlign, Notater og Søk, og i tabellen, søkelinja og panelet med tekststeder.

yes = ja
no = nei
code = Kode
rename-named = Gi «{ $name }» nytt navn
displaced = Teksten er endret her
source-gone = Slettet kilde

## Tabeller med verdier
grid-help = Piltastene flytter. Enter eller F2 endrer en verdi, mellomrom slår ja/nei av og på, Delete tømmer.
grid-no-value = Ingen verdi
grid-none-pass = Ingen rader passer til filteret.
grid-show-all = Viser { $shown }. Vis alle { $n }
grid-filter-column = Filtrer på { $column }
grid-filter-contains = inneholder …
grid-filter-all = Alle
value-edit = { $name }: { $value }. Endre
value-problem-number = Skriv et tall, for eksempel 45 891 eller 3,5.
value-problem-number-ambiguous = Kan leses på to måter. Skriv 45 891 eller 45,891.
value-problem-date = Skriv en dato som finnes, for eksempel 2020-01-31.
value-problem-choice = Velg en av verdiene i lista.
value-problem-boolean = Skriv ja eller nei.
value-problem-required = Feltet kan ikke stå tomt.

## Søkelinja
query-placeholder = code:Forankring and valence:barrier
query-run = Søk
query-completions = Forslag
query-to-place = Gå til stedet

## Panelet med tekststeder
panel-close = Lukk tekststedene
panel-query = Spørringen bak tallet
panel-count = { $n ->
    [one] { NUMBER($n) } tekststed
   *[other] { NUMBER($n) } tekststeder
}
panel-loading = Henter tekststedene …
panel-none = Ingen tekststeder svarer til spørringen.
panel-more = Viser { $shown } av { $n }. Vis flere
panel-open-find = Åpne i søk
panel-own-query = Tilbake til spørringen bak tallet
passage-open = Åpne i kilden

## Tilfeller
cases-all = Alle tilfeller
cases-kinds = Typer tilfeller
cases-count = { $n ->
    [one] { NUMBER($n) } tilfelle
   *[other] { NUMBER($n) } tilfeller
}
cases-filter = Filtrer
cases-failed = Tilfellene kunne ikke hentes
cases-empty = Hvem eller hva sammenligner du?
cases-empty-hint = Et tilfelle er det du holder opp mot noe annet: en informant, en kommune, en skole. Lag en type, for eksempel «kommune», og legg så inn tilfellene.
cases-none-of-kind = Ingen tilfeller av denne typen ennå. Skriv det første navnet nedenfor.
cases-key-new = Nytt tilfelle
cases-key-filter = Filtrer tabellen
kind-new = Ny type
kind-edit = Endre typen
kind-make = Lag typen
kind-name = Navn på typen
kind-name-hint = I entall, for eksempel «kommune» eller «informant».
kind-delete = { $n ->
    [0] Slett typen
    [one] Slett typen og tilfellet
   *[other] Slett typen og { $n } tilfeller
}
attribute-new = Ny egenskap
attribute-new-for = Ny egenskap for { $kind }
attribute-make = Lag egenskapen
attribute-edit = Endre egenskapen
attribute-edit-named = Endre egenskapen «{ $name }»
attribute-delete = Slett egenskapen
attribute-name = Navn
attribute-type = Hva slags verdi
attribute-type-text = Tekst
attribute-type-text-example = fritt, som «leder i enheten»
attribute-type-number = Tall
attribute-type-number-example = som 45 891
attribute-type-boolean = Ja/nei
attribute-type-boolean-example = som «sammenslått»
attribute-type-date = Dato
attribute-type-date-example = som 1. januar 2020
attribute-type-choice = Valg
attribute-type-choice-example = én av flere faste verdier
attribute-choices = Valgene
attribute-choices-hint = Ett på hver linje, i den rekkefølgen de skal sorteres.
attributes-of-kind = { $n ->
    [one] { $n } egenskap
   *[other] { $n } egenskaper
}
case-name = Navn
case-new = Nytt tilfelle
case-new-hint = Navn
case-add = Legg til
case-needs-name = Tilfellet må ha et navn.
case-delete = Slett tilfellet
case-gone = Tilfellet finnes ikke
case-gone-hint = Det kan være slettet. Angre henter det tilbake.
case-attributes = Egenskaper
case-no-attributes = Typen har ingen egenskaper ennå.
case-sources = Kilder
case-no-sources = Ingen kilder er knyttet til tilfellet. Knytt til en, så teller kodingene i den med.
case-codings = Kodinger
case-words = Ord
case-codes = Koder
case-no-codes = Ingen kodinger i det som er knyttet til tilfellet.
case-quotations = Tekststeder
case-no-quotations = Ingen kodede tekststeder ennå.
case-all-quotations = Alle { $n } tekststeder
case-memos = Notater
passages-of = { $name }: { $n ->
    [one] { NUMBER($n) } tekststed
   *[other] { NUMBER($n) } tekststeder
}
tie-add = Knytt til en kilde …
tie-remove = Fjern tilknytningen til «{ $name }»
case-relations = Relasjoner
case-no-relations = Ingen relasjoner til andre tilfeller.
relation-add = Ny relasjon
relation-make = Legg til relasjonen
relation-remove = Fjern relasjonen «{ $kind }» med { $name }
relation-kind = Type relasjon
relation-to = Med
relation-direction = Retning
relation-one-way = Én vei, fra dette tilfellet
relation-mutual = Gjensidig
relation-since = Fra dato
relation-until = Til dato
relation-out = går til
relation-in = kommer fra
relation-both = gjensidig

## Sammenlign
compare-rows = Rader
compare-cols = Kolonner
compare-count = Tell
compare-show = Vis som
compare-where = Bare der
compare-where-hint = Bare der … for eksempel round:2
compare-layer = Fasett i cellene
compare-no-layer = Ingen
compare-more = Mer
compare-transpose = Bytt rader og kolonner
compare-exact = Bare kodens egne kodinger, uten underkoder
compare-hide-empty = Skjul tomme rader og kolonner
compare-copy-csv = Kopier som CSV
compare-copy-markdown = Kopier som Markdown
compare-print = Skriv ut
copy-csv = CSV
copy-markdown = Markdown
compare-copied = { $n ->
    [one] { $n } rad kopiert som { $form }
   *[other] { $n } rader kopiert som { $form }
}
compare-copy-failed = Nettleseren ga ikke tilgang til utklippstavla.
compare-total = Alle
compare-all = Alle tekststeder i tabellen
compare-sort-name = Navn
compare-counting = Teller …
compare-words = { $where ->
    [none] { $count }: { $rows } × { $cols }
   *[other] { $count }: { $rows } × { $cols }, bare der { $where }
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
    }{ $cols } tomme kolonner
} er skjult.
matrix-part-rows = Viser { NUMBER($shown) } av { NUMBER($n) } rader.
matrix-part-cols = Viser { NUMBER($shown) } av { NUMBER($n) } kolonner.
matrix-show-all = Vis alle
compare-fold = Fold sammen
compare-unfold = Vis alle nivåer
compare-show-empty = Vis dem
compare-nothing = Ingenting å telle her. Avgrens mindre, eller velg andre rader og kolonner.
compare-no-residual = Avvik kan bare regnes ut for kodinger. Velg «Kodinger» under Tell.
compare-residual-words = Avvik fra det man ville vente om rader og kolonner ikke hang sammen (justert og standardisert). Over 2 eller under −2 er verdt et blikk.
compare-cell-gone = Cella i adressen finnes ikke i tabellen.
compare-empty = Ingenting å sammenligne ennå
compare-empty-hint = Tabellen teller kodinger. Les en kilde og gi noen tekststeder en kode, så står tallene her.
compare-empty-action = Les og kod
count-codings = Kodinger
count-passages = Tekststeder
count-words = Ord
count-sources = Kilder
show-count = Antall
show-row = Rad-%
show-column = Kolonne-%
show-residual = Avvik
dimension-code = Kode
dimension-case = Tilfelle
dimension-source = Kilde
dimension-speaker = Taler
dimension-coder = Kodet av
dimension-round = Runde
dimension-facet = Fasett
dimension-group-codes = Koder
dimension-group-cases = Tilfeller
dimension-group-attributes = Egenskaper
dimension-group-sources = Kilder
dimension-group-coding = Kodingen

## Søk
room-find = Søk
find-views = Måter å søke på
find-view-passages = Tekststeder
find-view-kwic = Ord i kontekst
find-view-autocode = Kod etter mønster
find-query = Spørring
find-limit = Bare der
find-limit-hint = Bare der … (valgfritt), for eksempel case:Asker
find-results = Treff
find-asking = Søker …
find-none = Ingen tekststeder svarer til spørringen.
find-empty = Spør studien
find-empty-hint = Skriv en spørring, eller prøv en av disse:
find-group = Grupper etter
find-group-source = kilde
find-group-case = tilfelle
find-group-code = kode
find-group-speaker = taler
find-no-case = Uten tilfelle
find-no-code = Uten kode
find-no-speaker = Uten taler
find-mark = Marker tekststedet i { $source }, { $start }–{ $end }
find-unmark = Fjern markeringene
find-code = { $n ->
    [one] Kod { $n } tekststed
   *[other] Kod { $n } tekststeder
}
find-widen = Mer tekst
find-narrow = Mindre
find-keys = ↑↓ flytt · + mer tekst · X marker · C kod
find-key-next = Neste tekststed
find-key-previous = Forrige tekststed
find-key-widen = Vis mer tekst rundt tekststedet
find-key-narrow = Vis mindre tekst
find-key-mark = Marker tekststedet
find-key-code = Kod de markerte tekststedene
find-key-query = Gå til spørringen
find-saved = Lagrede spørringer
find-saved-none = Ingen ennå. Spør noe, og gi spørringen et navn.
find-save = Lagre
find-save-as = Lagre spørringen som
find-save-name = Navn
kwic-pattern = Ord (* for resten av et ord)
kwic-regex = Regulært uttrykk
kwic-sort = Sorter etter
kwic-sort-position = sted i teksten
kwic-sort-left = ordet foran
kwic-sort-right = ordet etter
kwic-empty = Se et ord der det står
kwic-empty-hint = Hvert treff står midt på linja, med teksten foran og etter. Sorter etter naboordet for å se hva ordet pleier å stå sammen med.
kwic-left = Foran
kwic-match = Treff
kwic-right = Etter
kwic-count = { $n ->
    [one] { NUMBER($n) } treff
   *[other] { NUMBER($n) } treff
}
kwic-part = Viser de første { $shown } av { $n }. Avgrens for å se resten.
source = Kilde
autocode-by = Etter
autocode-by-text = tekst
autocode-by-regex = regulært uttrykk
autocode-by-speaker = taler
autocode-by-heading = overskrift
autocode-pattern-text = Tekst
autocode-pattern-regex = Regulært uttrykk
autocode-pattern-speaker = Navnet på taleren
autocode-pattern-heading = Overskriften
autocode-extend = Kod
autocode-extend-none = bare treffet
autocode-extend-sentence = hele setningen
autocode-extend-paragraph = hele avsnittet
autocode-extend-turn = hele replikken
autocode-extend-section = hele delen under overskriften
autocode-until = Fram til (regulært uttrykk)
autocode-until-hint = valgfritt
autocode-show = Vis treffene
autocode-empty = Kod alt som følger et mønster
autocode-empty-hint = Du ser treffene før noe blir kodet, og kan ta bort dem som ikke hører med. Alt angres i ett steg.
autocode-found = { $n ->
    [one] { NUMBER($n) } treff
   *[other] { NUMBER($n) } treff
} i { $sources ->
    [one] { NUMBER($sources) } kilde
   *[other] { NUMBER($sources) } kilder
}
autocode-part = De første { $shown } av { $n } er listet. De andre blir også kodet.
autocode-all = Velg alle
autocode-none = Velg ingen
autocode-code = { $n ->
    [one] Kod { NUMBER($n) } treff …
   *[other] Kod { NUMBER($n) } treff …
}
autocode-pick = Kod treffene som
autocode-done = { $n ->
    [one] { NUMBER($n) } tekststed kodet som { $code }
   *[other] { NUMBER($n) } tekststeder kodet som { $code }
}

## Notater
memo-new = Nytt notat
memo-title = Tittel
memo-untitled = Uten tittel
memo-view = Visning
memo-view-write = Skriv
memo-view-both = Begge
memo-view-read = Les
memo-empty = Ingenting skrevet ennå.
memo-write-hint = Skriv her. # gir overskrift, *kursiv*, **halvfet**, - punktliste, > sitat.
memo-markdown-hint = Notatet er i Markdown. Det som ikke er lagret ennå, finnes bare i dette vinduet.
memo-dates = { $user }, { $day }
memo-saved = Lagret { $time }
memo-saving = Lagrer …
memo-not-saved = Ikke lagret. Teksten blir stående her til arbeidsbenken svarer. La vinduet stå åpent.
memo-gone = Notatet finnes ikke
memo-gone-hint = Det kan være slettet. Angre henter det tilbake.
memos-all = Alle notater
memos-list = Notatene
memos-journal = Journal
memos-count = { $n ->
    [one] { NUMBER($n) } notat
   *[other] { NUMBER($n) } notater
}
memos-search = Søk i notatene
memos-all-kinds = Alle typer
memos-all-targets = Om hva som helst
memos-target = Hva notatet er om
memos-none-pass = Ingen notater passer til filteret.
memos-empty = Skriv det du tenker, mens du tenker det
memos-empty-hint = Et notat kan handle om studien, en kilde, et tekststed, en kode eller et tilfelle. Her står alle i tidsrekkefølge.
target-study = Studien
target-source = Kilde
target-passage = Tekststed
target-code = Kode
target-coding = Koding
target-case = Tilfelle
target-set = Sett
target-memo = Notat
