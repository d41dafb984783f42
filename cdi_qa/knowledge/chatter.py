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
    dinner tea coffee pub bus stop queue shop corner kitchen table park
    poor little big massive huge tiny wee whopping single whole
    blurb waffle jargon lingo gist upshot bottom line
    """.split()
)
"""Where no document has such a word, its absence tells nothing of whether they answer."""
