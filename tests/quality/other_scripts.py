"""A form in Chinese and one in Hindi, scripts without capitals, and prose to go with them. Written for this project."""
from dice import Dice

CHINESE_TOWNS = "青溪 柳河 松岭 白沙 云台 石桥 南浦 北湾 金坪 东渡".split()
CHINESE_NAMES = "陈立新 王秋华 赵明远 孙玉兰 周海波 吴晓峰 郑文静 冯建国 何春梅 蒋大年".split()
CHINESE_CROPS = "水稻 小麦 棉花 茶叶 柑橘 花生 玉米 大豆 甘蔗 油菜".split()
CHINESE = ("{town}发布{crop}收成统计公报\n\n{town}农业局{month}月{day}日公布，全年{crop}种植面积为{a}亩，比上年增加{b}%，总产量达到{c}吨，"
           "平均亩产{d}公斤。局长{name}说，全县参加合作社的农户共有{e}户，其中{other}一带有{f}户。\n\n全年投入灌溉资金{g}万元，修复水渠{h}公里。"
           "收购价为每吨{i}元。{name}预计下一年度的种植面积将达到{j}亩。公报全文可在农业局窗口领取，咨询电话为{k}。")

HINDI_TOWNS = "सोनपुरी नीलगाँव हरिताल चंदनपुर मधुवन केसरगढ़ रेतीला कमलनगर पीपलखेड़ा घाटमपुरा".split()
HINDI_NAMES = "रमाकांत सुलेखा विनोदिनी हरिमोहन कावेरी देवव्रत मालिनी शिवचरण अनुराधा गोपेश".split()
HINDI_CROPS = "गेहूँ धान कपास चना सरसों मूंगफली गन्ना बाजरा मक्का आलू".split()
HINDI = ("{town} की मंडी में {crop} का साप्ताहिक भाव\n\n{town} की मंडी में {day} तारीख को {crop} की आवक {a} बोरी रही, जबकि पिछले सप्ताह {b} बोरी आई थी। "
         "न्यूनतम भाव {c} रुपये और अधिकतम भाव {d} रुपये प्रति क्विंटल दर्ज किया गया।\n\nमंडी सचिव {name} ने बताया कि {other} से {e} किसान माल लेकर "
         "पहुँचे और {f} बोरी नीलामी में बिकी। गोदाम में अब {g} बोरी शेष हैं। मज़दूरी {h} रुपये प्रति बोरी तय की गई है।\n\nअगली नीलामी {month} तारीख को "
         "सुबह {i} बजे होगी। पंजीकरण के लिए {j} पर संपर्क करें। तौल शुल्क {k} रुपये रहेगा।")

FORMS = {"chinese": (CHINESE, CHINESE_TOWNS, CHINESE_NAMES, CHINESE_CROPS),
         "hindi": (HINDI, HINDI_TOWNS, HINDI_NAMES, HINDI_CROPS)}


def facts(script, seed):
    _, towns, names, crops = FORMS[script]
    dice = Dice(seed)
    town, other = dice.sample(towns, 2)
    filled = {key: str(dice.between(101, 9899)) for key in "abcdefghijk"}
    return dict(filled, town=town, other=other, name=dice.pick(names), crop=dice.pick(crops), day=dice.between(1, 14),
                month=dice.between(15, 28))


def write(script, filled):
    return FORMS[script][0].format(**filled)
