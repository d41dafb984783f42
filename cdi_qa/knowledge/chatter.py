"""Words of talk that name nothing a question is about: moods, people at large, ways of speaking."""

from __future__ import annotations

CHATTER = frozenset(
    """
    bloke blokes chap chaps fella fellow folk folks guy guys kid lad lads lady ladies man men pal
    soul souls woman young old gentleman chum love dear darling sweetheart duck hun mum dad nan
    gran granny uncle auntie aunt cousin niece nephew neighbour missus hubby colleague colleagues
    friend friends everybody everyone nobody anybody none person layman layperson dummy dummies
    idiot thick brain brains head mind minds heart gut nerve eye eyes ear ears hand hands foot
    feet tongue mouth face breath
    nice lovely grim awful terrible horrible shocking shocked shock disgraceful disgusting
    disgusted appalling appalled scandalous outrageous ridiculous absurd daft silly stupid crazy
    mad bonkers barmy weird odd strange funny interesting curious surprising surprised amazing
    amazed incredible unbelievable worrying worried alarming depressing sad gloomy glad happy
    pleased cross angry furious livid fuming annoyed annoying embarrassing embarrassed ashamed
    shameful generous kind mean harsh fair unfair easy simple plain plainly simply hard tough
    tricky complicated confusing confused lost baffled puzzled honest honestly frankly truth
    truthfully serious seriously obvious obviously clearly apparently supposedly allegedly
    presumably evidently frank blunt bluntly straight short brief briefly quick quickly nutshell
    roughly rough exact precise precisely proper simple total totally absolute absolutely entire
    entirely complete completely utter utterly pretty fairly quite rather awfully terribly
    dreadfully properly actual literal possible possibly perhaps maybe probably likely certain
    certainly definitely
    oh ah eh hey hmm hm er erm um well ooh wow blimey crikey gosh goodness heavens gracious lord
    jeez sheesh flippin flipping bloody blooming ruddy damn darn hell heck god christ mess shambles
    lark malarkey palaver carry faff hoo ha fuss business game rubbish codswallop cobblers nonsense
    gobbledegook gibberish mumbo jumbo
    suppose supposing imagine guess wonder wondered wondering wonders hope hoped hoping hopes wish
    wished heard hear hears hearing overheard read reads reading mention mentioned mentions
    mentioning remember remind reminds recall recalled forget forgot forgotten explain explains
    explained describe described walk talk talks talked talking speak speaks chat spell boil boils
    boiled cut chase sum nutshell cheer lump stick sticks lay lays pop pops popped chuck shove dig
    fetch fill help helps helped please gimme lemme wanna gonna gotta dunno cos coz cuz pls plz thx
    ta cheers sorry pardon excuse bother bothered bothering mean meant keep keeps kept keeping
    turn turns turned hold hang hangs hung wait waiting sit sits sitting stand stands standing
    start starts started stop stops stopped happen happens happened happening occur seem seems
    seemed appear appears wind winds end bring brings brought catch catches caught trust trusts
    believe believes believed care cares cared matter matters bet bets swear sworn promise
    oi yo yeah yep yup nope nah aye innit right alright fine grand sound bang smack dab slap
    today tonight yesterday tomorrow morning afternoon evening night moment minute sec second while
    later soon lately recently nowadays days already
    poor little big massive huge tiny wee whopping single whole
    thru bit bits kick kicking kicked type types sort sorts extra supposed
    blurb waffle jargon lingo gist upshot bottom line
    """.split()
)
"""Where no document has such a word, its absence tells nothing of whether they answer."""
SMALL_WORDS = frozenset(
    """
    across against ago along alongside although among anybody anyone anywhere around aside away
    beneath beside beyond despite either especially etc even eventually ever every everybody
    everyone everything everywhere however indeed instead just
    hardly likewise mainly maybe meanwhile merely mostly near nearly neither nobody nor nothing
    nowhere onto ourselves particular particularly per plus quite rather round
    scarcely several since some somehow sometimes somewhere such though through throughout
    till together toward towards underneath unless unlike up upon various versus vs whatever
    whenever wherever whether whichever while whoever within yes yet yourself themselves
    himself meant specially anyway altogether mere
    """.split()
)
"""Words that name nothing a question is about, though a document may well have them."""
TALK = frozenset(
    """
    oh ah eh hey hmm hm er erm um umm uh uhh well ooh oops wow oi yo yeah yep yup nah aye innit
    blimey crikey gosh golly goodness heavens gracious lord jeez sheesh cor flipping bloody blooming
    ruddy damn darn god christ hell heck
    honest honestly frankly truthfully truth seriously serious obviously clearly apparently
    supposedly allegedly presumably evidently surely bluntly blunt straight brief briefly quick
    quickly nutshell precisely exact properly simply simple plainly basically literally actually
    possibly perhaps maybe probably definitely certainly absolutely totally completely entirely
    utterly truly genuinely ultimately eventually finally generally
    love dear darling duck mate pal chum folks lads ladies gentlemen
    please kindly grateful thankful obliged appreciate appreciated thanks thank ta cheers sorry
    pardon excuse forgive beg bother mind favour kind afraid
    lined lining
    wonder wondered wondering curious interested intrigued idea clue chance guess suppose supposing
    imagine hoping hope hoped trying try wanting wanted fancy
    pop chuck stick whack bung pull fetch dig throw shove spit blurt lay spell walk talk talking
    read reading ring lob sling shame confess
    confused puzzled baffled muddled thick dim simple daft silly stupid
    keep keeps hearing heard hear told reading saw seen remember recall forget forgot forgotten
    gimme lemme wanna gonna gotta sitting sat insists insist insisted speaking roughly colleague
    moment minute sec while
    again anyway anyhow though even although
    """.split()
)
"""Words that ask nothing of a table and take nothing away: moods, courtesies, ways of telling."""
MOODS = frozenset(
    """
    awful terrible horrible shocking shocked disgraceful disgusting disgusted appalling appalled
    scandalous outrageous ridiculous absurd daft crazy mad bonkers weird odd strange funny
    interesting surprising surprised amazing amazed incredible unbelievable worrying worried
    alarming depressing sad happy pleased cross angry furious livid embarrassing embarrassed
    ashamed shameful lovely brilliant wonderful marvellous super impressive pathetic dreadful still
    """.split()
)
"""Words of mood, which ask nothing of a table where nobody asks which is the most so."""
ASIDES = (
    "all over the shop", "all over the place", "two things", "three things", "a couple of things",
    "two questions", "quick question", "one more thing",
    "at the end of the day", "by the way", "in the end", "on the whole", "in a nutshell",
    "in plain english", "in plain words", "in simple terms", "in all honesty", "in fairness",
    "to be fair", "to be honest", "to be blunt", "to be clear", "to be sure", "for the record",
    "for my own benefit", "for my benefit", "for once", "for the life of me", "of course",
    "as far as you know", "as far as you can tell", "if you like", "if you don't mind",
    "if it's not too much bother", "if its not too much bother", "if it's not too much trouble",
    "if its not too much trouble", "if you please", "if possible", "if i may", "if you can",
    "if you could", "if you would",
    "just out of interest", "out of interest", "out of curiosity", "when all's said and done",
    "when all is said and done", "when it comes down to it", "for goodness sake", "for pity's sake",
    "for crying out loud", "for heaven's sake", "in god's name", "on earth", "the heck", "the hell",
    "name and shame", "so to speak", "as it were",
    "if i have got this right", "if i've got this right",
    "if i understand", "if i remember rightly",
)  # fmt: skip
"""Runs of words that may stand anywhere in a question and ask nothing."""
SHORTHAND = {
    "r": "are", "u": "you", "ur": "your", "recs": "recommendations", "rec": "recommendation",
    "abt": "about", "bout": "about", "wot": "what", "wots": "what's", "wat": "what",
    "ppl": "people", "vics": "victims", "w": "with", "w/o": "without", "%age": "percentage",
    "any1": "anyone", "some1": "someone", "figs": "figures", "qs": "questions", "sed": "said",
    "sez": "says", "info": "information", "dint": "didn't", "cld": "could", "wld": "would",
    "meny": "many", "hwo": "how", "waht": "what", "wich": "which", "wen": "when",
    "wernt": "weren't", "teh": "the", "abuot": "about", "goin": "going",
}  # fmt: skip
"""What is written short in a hurry, in small letters, and what it is short for."""
