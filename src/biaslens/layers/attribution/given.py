"""Given names and titles, which tell "he" from "she" and a person from a place or a firm."""

from __future__ import annotations

__all__ = ["FEMALE", "MALE", "MEN", "TITLES", "WOMEN"]

#: Given names of men, folded; a small choice from many languages, none that is often a woman's.
MALE = frozenset(
    """
    aaron abdul abdullah abu adam adrian ahmad ahmed alan albert alejandro alexander alexei ali
    andre andreas andrew andrey angus anthony anton antonio arthur barack barry bashar ben
    benjamin bernard bernie bill bjorn bob boris brad brian bruce bruno caleb carl carlos charles
    chris christian christopher clive colin craig dan daniel david dennis derek diego dmitri
    dmitry dominic donald doug douglas duncan eduardo edward elijah emil emmanuel eric erik
    ernesto evgeny ewan fergus fernando finn francis francisco frank fred gareth gary george
    gerald giovanni giuseppe gordon graham greg gustav gustavo hamid hamish hans harold harry
    hassan henrik henry howard hugo hussein ian ibrahim igor isaac ivan jack jacob jair jakob
    james jan jason javier jeff jeffrey jens jeremiah jeremy jim joao joe joel johan john jon
    jonah jonas jonathan jorge jose joseph josh juan julian karim karl keith ken kenneth kevin
    khalid konstantin kurt kyle lamar larry lars len leo leon leonid lewis liam louis luca lucas
    luis mahmoud manuel marco mario mark markus martin mateo matt matteo matthew max mehmet
    michael miguel mike mikhail mitch mohamed mohammad mohammed muhammad mustafa narendra nathan
    neil nicholas nick nicolas nigel nikita nikolai nils oleg oliver olivier omar oscar otto owen
    patrick paul pavel pedro pete peter phil philip pierre rafael rahul raj rand randy rashid
    raymond recep ricardo richard rick rob robert roberto roger roman ron ronald rory rudy rupert
    ruslan ryan saeed samuel scott seamus sean sebastian sergei sergey sergio simon stan stefan
    stephen steve steven stuart sven ted thomas tim timothy tom tony tyler vadim vasily victor
    viktor vince vincent vitaly vladimir volodymyr walter wayne william wolfgang xavier yevgeny
    yuri yusuf zach
    """.split()
)
#: Given names of women, likewise.
FEMALE = frozenset(
    """
    abigail adriana agnes aisha alexandra alice alicia alison amanda amelia amina amy ana
    anastasia angela anita anna anne annie aoife aparna astrid barbara beatrice beatriz bella beth
    betty bridget brigitte camila carla carmel carmen carol caroline catherine cecilia chantal
    charlotte cheryl chiara christina christine claire clara claudia daniela debbie deborah debra
    delphine diana dianne dolores donna dorothy ebba edith elena elisabeth elise elizabeth ella
    ellen emily emma erika esther eva evelyn fatima fiona florence frances freya gabriela georgia
    giulia gloria grace greta gwen hanna hannah harriet heather heidi helen helena hillary ida
    ines ingeborg ingrid irene irina isabel isabella ivana ivanka jacqueline jane janet jennifer
    jessica jill joan joanna josephine judith julia julie kamala karen karin kate katherine
    kathleen katja kirsten kirsty kristina laura layla leila lena leonie lina linda linnea lisa
    lucia lucinda lucy luisa lydia lynn madeleine magdalena margaret margarita maria mariam marie
    marina marjorie marta martha mary maya megan melania melissa michelle mireille miriam moira
    monica nadia nancy naomi natalia natalie natasha niamh nicola nina noor nora oksana olga
    olivia ottoline pamela paola patricia patti paula pauline petra phyllis priya rachel rebecca
    renata rita rosa rose ruth samira sandra sara sarah sharon shirin shona sigrid silvia siobhan
    sofia sonia sophia sophie stella stephanie susan susanna suzanne svetlana sylvia tamara tammy
    tanya tatiana theresa tracy ursula valentina valeria vera veronica victoria virginia wendy
    yasmin yolanda yulia yvonne zainab zara
    """.split()
)
#: What an abbreviated title is short for, so that "Gen. Orlov" is "the general".
TITLES = {
    "gen": "general", "col": "colonel", "capt": "captain", "lt": "lieutenant", "sgt": "sergeant",
    "maj": "major", "sen": "senator", "rep": "congressman", "gov": "governor", "dr": "doctor",
    "prof": "professor", "pres": "president", "rev": "pastor", "cllr": "councillor",
    "det": "detective", "insp": "inspector", "supt": "superintendent", "amb": "ambassador",
    "cmdr": "commander", "sec": "secretary", "adm": "admiral",
}  # fmt: skip
#: Titles and roles of women.
WOMEN = frozenset(
    """
    mrs ms dame lady queen princess sister mother spokeswoman chairwoman congresswoman councilwoman
    businesswoman policewoman actress duchess mme grandmother widow wife daughter woman girl
    """.split()
)
#: Titles and roles of men.
MEN = frozenset(
    """
    mr sir lord king prince pope spokesman chairman congressman councilman businessman policeman
    duke imam father grandfather widower husband son man boy patriarch monk
    """.split()
)
