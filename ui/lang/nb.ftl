# Ordene i rammen, i Kilder og i Kodebok. Koding, kode, kodebok, kilde, tilfelle, notat: ett ord for hver ting.

## Rammen
rooms = Rom
room-sources = Kilder
room-codebook = Kodebok
room-cases = Tilfeller
room-compare = Sammenlign
room-memos = Notater
room-failed = Rommet kunne ikke åpnes
room-failed-hint = Det som er lagret, er trygt. Last siden på nytt. Skjer det igjen, mangler det trolig en fil i installasjonen.
panes = Spalter
skip = Gå til innholdet
fold = Skjul { $what }
unfold = Vis { $what }
loading = Henter …
close = Lukk
save = Lagre
ok = Greit
try-again = Prøv igjen
undo = Angre
redo = Gjør om
undo-what = Angre: { $what }
redo-what = Gjør om: { $what }
saved = Alt er lagret
saved-at = Lagret · { $time }
back = Arbeidsbenken svarer igjen
away = Arbeidsbenken svarer ikke. Det du skriver, blir stående her og sendes når den svarer.
start-failed = Studien kunne ikke åpnes
start-locked = Studien er låst
start-locked-hint = Åpne adressen som ble skrevet i terminalen da Funn startet. Den virker én gang; start Funn på nytt for å få en ny.
save-waiting = ikke lagret ennå
save-saving = Lagrer …
save-failed = ikke lagret ennå

## Innstillinger
settings = Innstillinger
settings-open = Innstillinger for { $name }
settings-user = Du koder som { $name }.
language = Språk
theme = Utseende
theme-system = Følg systemet
theme-light = Lyst
theme-dark = Mørkt
keys = Tastatursnarveier
single-keys = Snarveier med én tast (slå av hvis du styrer med stemmen)

## Kommandoer
palette-open = Finn eller gjør noe
palette-hint = Finn eller gjør …
palette-commands = Kommandoer
palette-codes = Koder
palette-sources = Kilder
palette-cases = Tilfeller
palette-find = Søk etter «{ $text }» i alle kilder
key-group-general = Overalt
key-group-reader = Lesing og koding
key-palette = Finn eller gjør noe
key-help = Vis tastatursnarveiene
key-find = Søk i hele studien
key-fold-list = Vis eller skjul venstre spalte
key-fold-inspector = Vis eller skjul høyre spalte
key-go = Gå til { $room }
key-code = Kod det som er valgt
key-repeat = Sett siste kode en gang til
key-memo = Skriv notat
key-next = Neste koding
key-previous = Forrige koding
key-uncode = Fjern kodingen
key-recode = Bytt kode
key-find-in-text = Finn i teksten
key-let-go = Opphev valget
key-paragraph = Forrige eller neste avsnitt
key-word = Forrige eller neste ord
key-sentence = Forrige eller neste setning
key-turn = Forrige eller neste replikk
key-extend-word = Velg ord for ord
key-extend-sentence = Velg setning for setning
key-extend-paragraph = Velg avsnitt for avsnitt
key-extend-turn = Velg replikk for replikk
key-widen = Utvid valget: ord, setning, avsnitt, replikk
key-narrow = Snevre inn valget
key-ends = Til begynnelsen eller slutten
key-whole = Vis hele teksten på én gang

## Hva som ble gjort
done-code = { $count ->
    [one] 1 tekststed kodet
   *[other] { NUMBER($count) } tekststeder kodet
}
done-uncode = { $count ->
    [one] 1 koding fjernet
   *[other] { NUMBER($count) } kodinger fjernet
}
done-auto-code = { $count ->
    [one] 1 tekststed kodet automatisk
   *[other] { NUMBER($count) } tekststeder kodet automatisk
}
done-recode = { $count ->
    [one] 1 koding fikk ny kode
   *[other] { NUMBER($count) } kodinger fikk ny kode
}
done-import = { $count ->
    [one] 1 kilde hentet inn
   *[other] { NUMBER($count) } kilder hentet inn
}
done-merge-codes = { $named ->
    [no] Koder slått sammen
   *[yes] «{ $subject }» slått sammen med en annen kode
}
done-split-code = Koden «{ $subject }» delt
done-delete-code = Koden «{ $subject }» slettet
done-delete-source = Kilden «{ $subject }» slettet
done-delete-case = Tilfellet «{ $subject }» slettet
done-correct-text = Teksten rettet
done-import-codebook = { $count ->
    [one] 1 kode hentet inn
   *[other] { NUMBER($count) } koder hentet inn
}
done-import-attributes = Verdier hentet inn for { $count ->
    [one] 1 tilfelle
   *[other] { NUMBER($count) } tilfeller
}
done-set-up = Studien er klargjort
done-add = { $noun } lagt til{ $named ->
    [no] {""}
   *[yes] : { $subject }
}
done-replace = { $noun } endret{ $named ->
    [no] {""}
   *[yes] : { $subject }
}
done-remove = { $noun } fjernet
done-add-coding = 1 tekststed kodet
done-remove-coding = 1 koding fjernet
done-replace-coding = Kodingen endret
done-add-code = Koden «{ $subject }» laget
done-replace-code = Koden «{ $subject }» endret
done-remove-code = Kode slettet
done-add-memo = Notatet lagret
done-replace-memo = Notatet lagret
done-remove-memo = Notatet slettet
done-other = Endring lagret
done-elsewhere = Fra et annet vindu: { $what }
intent-undo = Angret: { $what }
intent-redo = Gjort om: { $what }
noun-coding = Koding
noun-code = Kode
noun-source = Kilde
noun-case = Tilfelle
noun-case-kind = Type tilfelle
noun-attribute = Egenskap
noun-tie = Tilknytning
noun-relation = Relasjon
noun-memo = Notat
noun-set = Sett
noun-round = Runde
noun-facet = Fasett
noun-guide = Intervjuguide
noun-participant = Deltaker
noun-user = Bruker
noun-saved-query = Lagret spørring
noun-study = Studien

## Når noe ikke går
error-not-found = Det du ba om, finnes ikke.
error-invalid = Noe av det som er oppgitt, kan ikke brukes.
error-conflict = Dette er i konflikt med det som alt finnes.
error-query = Noe i spørringen stemmer ikke.
error-locked = Studien er låst.
error-internal = Noe gikk galt i arbeidsbenken.
error-offline = Arbeidsbenken svarer ikke.
error-other = Det lot seg ikke gjøre.

## Kilder
import = Hent inn dokumenter
import-more = Hent inn flere
importing = Henter inn …
choose-files = Velg filer
sources-empty = Begynn med tekstene
sources-empty-hint = Slipp intervjuer, notater eller andre dokumenter hvor som helst her: docx, odt, rtf, pdf, txt, md, html, vtt eller srt.
sources-choose = Velg en kilde du vil lese
sources-choose-hint = Kildene står til venstre. Du kan slippe flere filer her når som helst.
filter-sources = Finn en kilde
source-failed = Kilden kunne ikke åpnes
source-size = { NUMBER($words) } ord · { $codings ->
    [0] ingen kodinger
    [one] 1 koding
   *[other] { NUMBER($codings) } kodinger
}
codings-count = { $count ->
    [0] Ingen kodinger
    [one] 1 koding
   *[other] { NUMBER($count) } kodinger
}
about-source = Om kilden
name = Navn
kind = Type
kind-transcript = Utskrift
kind-document = Dokument
kind-field-note = Feltnotat
kind-survey-answer = Svar på spørreskjema
words = Ord
codings = Kodinger
participant = Deltaker
added = Hentet inn
format = Filformat
memos-on-source = Notater om kilden
source-delete = Slett kilden
import-report = Hva som kom inn
import-done = { $count ->
    [one] 1 kilde hentet inn: { $names }
   *[other] { NUMBER($count) } kilder hentet inn: { $names }
}
import-duplicate = «{ $name }» er den samme filen som «{ $other }» og ble ikke hentet inn på nytt.
import-losses = Dette ble ikke med
import-losses-hint = Teksten er hentet inn. Det som står her, fantes i filen, men har ingen plass i kilden.
import-refused = { $count ->
    [one] 1 fil ble ikke hentet inn
   *[other] { NUMBER($count) } filer ble ikke hentet inn
}
import-which-encoding = Filen er ikke lagret i UTF-8. Velg tegnkodingen den har. Ingenting er hentet inn ennå.
import-read-as = Les som { $encoding }
loss = Hva
detail = Detaljer
count = Antall
loss-image = Bilde
loss-footnote = Fotnote
loss-tracked-change = Sporet endring
loss-hidden-text = Skjult tekst
loss-comment = Kommentar
loss-personal-metadata = Navn i filens egenskaper, fjernet
loss-header-footer = Topp- eller bunntekst
loss-embedded = Innebygd objekt
loss-character = Tegn som ikke kunne leses
loss-assumed-encoding = Tegnkodingen er antatt
loss-cue-setting = Oppsett for undertekst
loss-link-target = Lenkeadresse
loss-damaged = Skadet del av filen
loss-formatting = Formatering

## Velkomst
welcome-read = Les { $name }
welcome-leave = Ikke vis dette igjen

## Leseren
text = Tekst
reader-of = Teksten i { $name }
stripes = Kodinger i margen
stripes-more = +{ $count }
unit-codes = { $count ->
    [one] Kodet med { $names }
   *[other] { NUMBER($count) } kodinger: { $names }
}
selected-text = Valgt: { $text }
whole-text = Vis hele teksten på én gang
find-in-text = Finn i teksten
find-count = { $count ->
    [0] Ingen treff
   *[other] { $now } av { NUMBER($count) }
}
find-next = Neste treff
find-previous = Forrige treff
pick-bar = Valgt tekst
do-code = Kod
memo = Notat
code-passage = Kod tekststedet
change-code = Bytt kode
change-code-of = Bytt koden { $name }
remove-coding = Fjern kodingen
remove-coding-of = Fjern kodingen { $name }
nothing-to-repeat = Ingen kode å gjenta ennå. Kod et tekststed først.
no-next-coding = Ingen kodinger etter denne
no-previous-coding = Ingen kodinger før denne
filter-codings = Velg hvilke kodinger som vises
filter-shown = Viser { NUMBER($shown) } av { NUMBER($count) }
filter-clear = Vis alle
all-of = { $what }: alle
coder = Kodet av
round = Runde
facet = Fasett
facets = Fasetter

## Detaljer
inspector = Detaljer
inspector-heading = Overskrift
inspector-paragraph = { $same ->
    [yes] Avsnitt { $from }
   *[other] Avsnitt { $from }–{ $to }
}
inspector-selected = { $same ->
    [yes] Valgt i avsnitt { $from }
   *[other] Valgt i avsnitt { $from }–{ $to }
}
inspector-none = Ingen kodinger her. Velg et tekststed og trykk { $key } for å kode det.
inspector-uncoded = Ikke kodet ennå. Trykk { $key } for å kode.
code-gone = Slettet kode
coding-displaced = Teksten under kodingen er endret.
characters = { NUMBER($count) } tegn
round-closed = Runden «{ $name }» er lukket, så kodingen ligger fast.
move-edges = Flytt kodingen til valgt tekst
memos-on-it = { $count ->
    [one] 1 notat
   *[other] { NUMBER($count) } notater
}

## Kodevelgeren
picker-placeholder = Skriv en kode, ny eller gammel
picker-placeholder-find = Skriv for å finne en kode
picker-none = Ingen kode passer.
picker-create = Lag koden «{ $path }»
picker-key-choose = velg
picker-key-several = legg til, og velg flere
picker-key-under = ny kode under denne
picker-key-leave = avbryt
remove-named = Fjern { $name }
top-level = Øverst, ikke under noen kode

## Notater
memos = Notater
memo-add = Skriv notat
memo-body = Notat
memo-placeholder = Hva la du merke til?
memo-kind = Type notat
memo-kind-note = Notat
memo-kind-theory = Teori
memo-kind-method = Metode
memo-kind-reflection = Refleksjon
memo-kind-to-do = Å gjøre
memo-delete = Slett notatet

## Kodeboka
code-tree = Kodetreet
code-count = { $count ->
    [0] Ingen koder
    [one] 1 kode
   *[other] { NUMBER($count) } koder
}
filter-codes = Finn en kode
codes-none-beside = Ingen koder ennå. Velg et tekststed og trykk C for å lage den første.
tree-code = { $name }, { $count ->
    [0] ingen kodinger
    [one] 1 koding
   *[other] { NUMBER($count) } kodinger
}
tree-cut = { $name } er klippet ut. Gå til koden den skal stå under, og trykk Ctrl V.
rename = Gi nytt navn
code-new = Ny kode
code-new-under = Ny kode under denne
code-unnamed = Ny kode
codebook-empty = Ingen koder ennå
codebook-empty-hint = En kode er et ord for noe som går igjen i tekstene. Lag den her, eller mens du leser: velg et tekststed og trykk C.
codebook-choose = Velg en kode
codebook-choose-hint = Da ser du definisjonen, kriteriene og hvor den er brukt.
code-path = Koden står under
code-codings = { $count ->
    [0] Ingen kodinger
    [one] 1 koding
   *[other] { NUMBER($count) } kodinger
}
code-own = { $count ->
    [0] alle på kodene under,
   *[other] { NUMBER($count) } på koden selv,
}
code-sources = { $count ->
    [one] i 1 kilde
   *[other] i { NUMBER($count) } kilder
}
code-definition = Definisjon
code-definition-hint = Hva handler koden om?
code-inclusion = Brukes når
code-inclusion-hint = Hva skal til for at koden passer?
code-exclusion = Brukes ikke når
code-exclusion-hint = Hva ligner, men hører til en annen kode?
code-example = Eksempel
code-example-hint = Et typisk tekststed
code-heading-only = Bare en overskrift: den samler andre koder og settes ikke på tekst
code-delete = Slett
colour = Farge
colour-inherit = Som koden over
hue-blue = Blå
hue-orange = Oransje
hue-green = Grønn
hue-pink = Rosa
hue-brown = Brun
hue-cyan = Turkis
hue-violet = Fiolett
hue-olive = Olivengrønn
hue-red = Rød
hue-navy = Marineblå
hue-gold = Gull
hue-slate = Skifergrå
move-elsewhere = Flytt
move-to = Hvor skal «{ $name }» stå?
merge = Slå sammen
merge-with = Hva skal «{ $name }» slås sammen med?
merge-title = Slå «{ $name }» sammen med «{ $into }»
merge-codings = { $count ->
    [0] Ingen kodinger flyttes
    [one] 1 koding flyttes til «{ $into }»
   *[other] { NUMBER($count) } kodinger flyttes til «{ $into }»
}
merge-duplicates = { $count ->
    [one] 1 tekststed har begge kodene og får én
   *[other] { NUMBER($count) } tekststeder har begge kodene og får én
}
merge-children = { $count ->
    [one] 1 kode flyttes inn under «{ $into }»
   *[other] { NUMBER($count) } koder flyttes inn under «{ $into }»
}
merge-memos = { $count ->
    [one] 1 notat følger med
   *[other] { NUMBER($count) } notater følger med
}
merge-gone = Koden «{ $name }» blir borte. Det kan angres.
merge-do = Slå sammen
leave-it = Avbryt
split = Del
split-title = Del «{ $name }»
split-hint = Gi delene navn, gå gjennom tekststedene med piltastene, og trykk tallet for delen hvert av dem hører til.
split-part = Del { $n }
split-add = En del til
split-choice = Hører til
split-left = { $count ->
    [0] Alle er fordelt
    [one] 1 tekststed blir igjen
   *[other] { NUMBER($count) } tekststeder blir igjen
}
split-do = Del koden
