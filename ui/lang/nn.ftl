# Orda i ramma, i Kjelder og i Kodebok. Koding, kode, kodebok, kjelde, tilfelle, notat: eitt ord for kvar ting.

## Ramma
rooms = Rom
room-sources = Kjelder
room-codebook = Kodebok
room-cases = Tilfelle
room-compare = Samanlikn
room-memos = Notat
room-failed = Rommet kunne ikkje opnast
room-failed-hint = Det som er lagra, er trygt. Last sida på nytt. Skjer det igjen, manglar det truleg ei fil i installasjonen.
panes = Spalter
skip = Gå til innhaldet
fold = Skjul { $what }
unfold = Vis { $what }
loading = Hentar …
close = Lukk
save = Lagre
ok = Greitt
try-again = Prøv igjen
undo = Angre
redo = Gjer om
undo-what = Angre: { $what }
redo-what = Gjer om: { $what }
saved = Alt er lagra
saved-at = Lagra · { $time }
back = Arbeidsbenken svarer igjen
away = Arbeidsbenken svarer ikkje. Det du skriv, blir ståande her og blir sendt når han svarer.
start-failed = Studien kunne ikkje opnast
start-locked = Studien er låst
start-locked-hint = Opne adressa som vart skriven i terminalen då Funn starta. Ho verkar éin gong; start Funn på nytt for å få ei ny.
save-waiting = ikkje lagra enno
save-saving = Lagrar …
save-failed = ikkje lagra enno

## Innstillingar
settings = Innstillingar
settings-open = Innstillingar for { $name }
settings-user = Du kodar som { $name }.
language = Språk
theme = Utsjånad
theme-system = Følg systemet
theme-light = Lys
theme-dark = Mørk
keys = Tastatursnarvegar
single-keys = Snarvegar med éin tast (slå av om du styrer med stemma)

## Kommandoar
palette-open = Finn eller gjer noko
palette-hint = Finn eller gjer …
palette-commands = Kommandoar
palette-codes = Kodar
palette-sources = Kjelder
palette-cases = Tilfelle
palette-find = Søk etter «{ $text }» i alle kjelder
key-group-general = Overalt
key-group-reader = Lesing og koding
key-palette = Finn eller gjer noko
key-help = Vis tastatursnarvegane
key-find = Søk i heile studien
key-fold-list = Vis eller skjul venstre spalte
key-fold-inspector = Vis eller skjul høgre spalte
key-go = Gå til { $room }
key-code = Kod det som er valt
key-repeat = Set siste kode ein gong til
key-memo = Skriv notat
key-next = Neste koding
key-previous = Førre koding
key-uncode = Fjern kodinga
key-recode = Byt kode
key-find-in-text = Finn i teksten
key-let-go = Opphev valet
key-paragraph = Førre eller neste avsnitt
key-word = Førre eller neste ord
key-sentence = Førre eller neste setning
key-turn = Førre eller neste replikk
key-extend-word = Vel ord for ord
key-extend-sentence = Vel setning for setning
key-extend-paragraph = Vel avsnitt for avsnitt
key-extend-turn = Vel replikk for replikk
key-widen = Utvid valet: ord, setning, avsnitt, replikk
key-narrow = Snevr inn valet
key-ends = Til byrjinga eller slutten
key-whole = Vis heile teksten på ein gong

## Kva som vart gjort
done-code = { $count ->
    [one] 1 tekststad koda
   *[other] { NUMBER($count) } tekststader koda
}
done-uncode = { $count ->
    [one] 1 koding fjerna
   *[other] { NUMBER($count) } kodingar fjerna
}
done-auto-code = { $count ->
    [one] 1 tekststad koda automatisk
   *[other] { NUMBER($count) } tekststader koda automatisk
}
done-recode = { $count ->
    [one] 1 koding fekk ny kode
   *[other] { NUMBER($count) } kodingar fekk ny kode
}
done-import = { $count ->
    [one] 1 kjelde henta inn
   *[other] { NUMBER($count) } kjelder henta inn
}
done-merge-codes = { $named ->
    [no] Kodar slått saman
   *[yes] «{ $subject }» slått saman med ein annan kode
}
done-split-code = Koden «{ $subject }» delt
done-delete-code = Koden «{ $subject }» sletta
done-delete-source = Kjelda «{ $subject }» sletta
done-delete-case = Tilfellet «{ $subject }» sletta
done-correct-text = Teksten retta
done-import-codebook = { $count ->
    [one] 1 kode henta inn
   *[other] { NUMBER($count) } kodar henta inn
}
done-import-attributes = Verdiar henta inn for { $count ->
    [one] 1 tilfelle
   *[other] { NUMBER($count) } tilfelle
}
done-set-up = Studien er klargjord
done-add = Lagt til: { $noun }{ $named ->
    [no] {""}
   *[yes] {" "}«{ $subject }»
}
done-replace = Endra: { $noun }{ $named ->
    [no] {""}
   *[yes] {" "}«{ $subject }»
}
done-remove = Fjerna: { $noun }
done-add-coding = 1 tekststad koda
done-remove-coding = 1 koding fjerna
done-replace-coding = Kodinga endra
done-add-code = Koden «{ $subject }» laga
done-replace-code = Koden «{ $subject }» endra
done-remove-code = Kode sletta
done-add-memo = Notatet lagra
done-replace-memo = Notatet lagra
done-remove-memo = Notatet sletta
done-other = Endring lagra
done-elsewhere = Frå eit anna vindauge: { $what }
intent-undo = Angra: { $what }
intent-redo = Gjort om: { $what }
noun-coding = koding
noun-code = kode
noun-source = kjelde
noun-case = tilfelle
noun-case-kind = type tilfelle
noun-attribute = eigenskap
noun-tie = tilknyting
noun-relation = relasjon
noun-memo = notat
noun-set = sett
noun-round = runde
noun-facet = fasett
noun-guide = intervjuguide
noun-participant = deltakar
noun-user = brukar
noun-saved-query = lagra spørjing
noun-study = studien

## Når noko ikkje går
error-not-found = Det du bad om, finst ikkje.
error-invalid = Noko av det som er oppgitt, kan ikkje brukast.
error-conflict = Dette er i konflikt med det som alt finst.
error-query = Noko i spørjinga stemmer ikkje.
error-locked = Studien er låst.
error-internal = Noko gjekk gale i arbeidsbenken.
error-offline = Arbeidsbenken svarer ikkje.
error-other = Det let seg ikkje gjere.

## Kjelder
import = Hent inn dokument
import-more = Hent inn fleire
importing = Hentar inn …
choose-files = Vel filer
sources-empty = Byrj med tekstane
sources-empty-hint = Slepp intervju, notat eller andre dokument kvar som helst her: docx, odt, rtf, pdf, txt, md, html, vtt eller srt.
sources-choose = Vel ei kjelde du vil lese
sources-choose-hint = Kjeldene står til venstre. Du kan sleppe fleire filer her når som helst.
filter-sources = Finn ei kjelde
source-failed = Kjelda kunne ikkje opnast
source-size = { NUMBER($words) } ord · { $codings ->
    [0] ingen kodingar
    [one] 1 koding
   *[other] { NUMBER($codings) } kodingar
}
codings-count = { $count ->
    [0] Ingen kodingar
    [one] 1 koding
   *[other] { NUMBER($count) } kodingar
}
about-source = Om kjelda
name = Namn
kind = Type
kind-transcript = Utskrift
kind-document = Dokument
kind-field-note = Feltnotat
kind-survey-answer = Svar på spørjeskjema
words = Ord
codings = Kodingar
participant = Deltakar
added = Henta inn
format = Filformat
memos-on-source = Notat om kjelda
source-delete = Slett kjelda
import-report = Kva som kom inn
import-done = { $count ->
    [one] 1 kjelde henta inn: { $names }
   *[other] { NUMBER($count) } kjelder henta inn: { $names }
}
import-duplicate = «{ $name }» er den same fila som «{ $other }» og vart ikkje henta inn på nytt.
import-losses = Dette vart ikkje med
import-losses-hint = Teksten er henta inn. Det som står her, fanst i fila, men har ingen plass i kjelda.
import-refused = { $count ->
    [one] 1 fil vart ikkje henta inn
   *[other] { NUMBER($count) } filer vart ikkje henta inn
}
import-which-encoding = Fila er ikkje lagra i UTF-8. Vel teiknkodinga ho har. Ingenting er henta inn enno.
import-read-as = Les som { $encoding }
loss = Kva
detail = Detaljar
count = Antal
loss-image = Bilete
loss-footnote = Fotnote
loss-tracked-change = Spora endring
loss-hidden-text = Skjult tekst
loss-comment = Kommentar
loss-personal-metadata = Namn i eigenskapane til fila, fjerna
loss-header-footer = Topp- eller botntekst
loss-embedded = Innebygd objekt
loss-character = Teikn som ikkje kunne lesast
loss-assumed-encoding = Truleg teiknkoding
loss-cue-setting = Oppsett for undertekst
loss-link-target = Lenkjeadresse
loss-damaged = Skadd del av fila
loss-formatting = Formatering

## Velkomst
welcome-read = Les { $name }
welcome-leave = Ikkje vis dette igjen

## Lesaren
text = Tekst
reader-of = Teksten i { $name }
stripes = Kodingar i margen
stripes-more = +{ $count }
unit-codes = { $count ->
    [one] Koda med { $names }
   *[other] { NUMBER($count) } kodingar: { $names }
}
selected-text = Valt: { $text }
whole-text = Vis heile teksten på ein gong
find-in-text = Finn i teksten
find-count = { $count ->
    [0] Ingen treff
   *[other] { $now } av { NUMBER($count) }
}
find-next = Neste treff
find-previous = Førre treff
pick-bar = Vald tekst
do-code = Kod
memo = Notat
code-passage = Kod tekststaden
change-code = Byt kode
change-code-of = Byt koden { $name }
remove-coding = Fjern kodinga
remove-coding-of = Fjern kodinga { $name }
nothing-to-repeat = Ingen kode å ta opp att enno. Kod ein tekststad først.
no-next-coding = Ingen kodingar etter denne
no-previous-coding = Ingen kodingar før denne
filter-codings = Vel kva kodingar som skal visast
filter-shown = Viser { NUMBER($shown) } av { NUMBER($count) }
filter-clear = Vis alle
all-of = { $what }: alle
coder = Koda av
round = Runde
facet = Fasett
facets = Fasettar

## Detaljar
inspector = Detaljar
inspector-heading = Overskrift
inspector-paragraph = { $same ->
    [yes] Avsnitt { $from }
   *[other] Avsnitt { $from }–{ $to }
}
inspector-selected = { $same ->
    [yes] Valt i avsnitt { $from }
   *[other] Valt i avsnitt { $from }–{ $to }
}
inspector-none = Ingen kodingar her. Vel ein tekststad og trykk { $key } for å kode han.
inspector-uncoded = Ikkje koda enno. Trykk { $key } for å kode.
code-gone = Sletta kode
coding-displaced = Teksten under kodinga er endra.
characters = { NUMBER($count) } teikn
round-closed = Runden «{ $name }» er lukka, så kodinga ligg fast.
move-edges = Flytt kodinga til vald tekst
memos-on-it = { $count ->
    [one] 1 notat
   *[other] { NUMBER($count) } notat
}

## Kodeveljaren
picker-placeholder = Skriv ein kode, ny eller gammal
picker-placeholder-find = Skriv for å finne ein kode
picker-none = Ingen kode passar.
picker-create = Lag koden «{ $path }»
picker-key-choose = vel
picker-key-several = legg til, og vel fleire
picker-key-under = ny kode under denne
picker-key-leave = avbryt
remove-named = Fjern { $name }
top-level = Øvst, ikkje under nokon kode

## Notat
memos = Notat
memo-add = Skriv notat
memo-body = Notat
memo-placeholder = Kva la du merke til?
memo-kind = Type notat
memo-kind-note = Notat
memo-kind-theory = Teori
memo-kind-method = Metode
memo-kind-reflection = Refleksjon
memo-kind-to-do = Å gjere
memo-delete = Slett notatet

## Kodeboka
code-tree = Kodetreet
code-count = { $count ->
    [0] Ingen kodar
    [one] 1 kode
   *[other] { NUMBER($count) } kodar
}
filter-codes = Finn ein kode
codes-none-beside = Ingen kodar enno. Vel ein tekststad og trykk C for å lage den første.
tree-code = { $name }, { $count ->
    [0] ingen kodingar
    [one] 1 koding
   *[other] { NUMBER($count) } kodingar
}
tree-cut = { $name } er klipt ut. Gå til koden han skal stå under, og trykk Ctrl V.
rename = Gi nytt namn
code-new = Ny kode
code-new-under = Ny kode under denne
code-unnamed = Ny kode
codebook-empty = Ingen kodar enno
codebook-empty-hint = Ein kode er eit ord for noko som går igjen i tekstane. Lag han her, eller medan du les: vel ein tekststad og trykk C.
codebook-choose = Vel ein kode
codebook-choose-hint = Då ser du definisjonen, kriteria og kvar han er brukt.
code-path = Koden står under
code-codings = { $count ->
    [0] Ingen kodingar
    [one] 1 koding
   *[other] { NUMBER($count) } kodingar
}
code-own = { $count ->
    [0] alle på kodane under,
   *[other] { NUMBER($count) } på koden sjølv,
}
code-sources = { $count ->
    [one] i 1 kjelde
   *[other] i { NUMBER($count) } kjelder
}
code-definition = Definisjon
code-definition-hint = Kva handlar koden om?
code-inclusion = Skal brukast når
code-inclusion-hint = Kva skal til for at koden passar?
code-exclusion = Skal ikkje brukast når
code-exclusion-hint = Kva liknar, men høyrer til ein annan kode?
code-example = Døme
code-example-hint = Ein typisk tekststad
code-heading-only = Berre ei overskrift: ho samlar andre kodar og blir ikkje sett på tekst
code-delete = Slett
colour = Farge
colour-inherit = Som koden over
hue-blue = Blå
hue-orange = Oransje
hue-green = Grøn
hue-pink = Rosa
hue-brown = Brun
hue-cyan = Turkis
hue-violet = Fiolett
hue-olive = Olivengrøn
hue-red = Raud
hue-navy = Marineblå
hue-gold = Gull
hue-slate = Skifergrå
move-elsewhere = Flytt
move-to = Kvar skal «{ $name }» stå?
merge = Slå saman
merge-with = Kva skal «{ $name }» slåast saman med?
merge-title = Slå «{ $name }» saman med «{ $into }»
merge-codings = { $count ->
    [0] Ingen kodingar blir flytte
    [one] 1 koding blir flytt til «{ $into }»
   *[other] { NUMBER($count) } kodingar blir flytte til «{ $into }»
}
merge-duplicates = { $count ->
    [one] 1 tekststad har begge kodane og får éin
   *[other] { NUMBER($count) } tekststader har begge kodane og får éin
}
merge-children = { $count ->
    [one] 1 kode blir flytt inn under «{ $into }»
   *[other] { NUMBER($count) } kodar blir flytte inn under «{ $into }»
}
merge-memos = { $count ->
    [one] 1 notat følgjer med
   *[other] { NUMBER($count) } notat følgjer med
}
merge-gone = Koden «{ $name }» blir borte. Det kan angrast.
merge-do = Slå saman
leave-it = Avbryt
split = Del
split-title = Del «{ $name }»
split-hint = Gi delane namn, gå gjennom tekststadene med piltastane, og trykk talet for delen kvar av dei høyrer til.
split-part = Del { $n }
split-add = Ein del til
split-choice = Høyrer til
split-left = { $count ->
    [0] Alle er fordelte
    [one] 1 tekststad blir att
   *[other] { NUMBER($count) } tekststader blir att
}
split-do = Del koden
