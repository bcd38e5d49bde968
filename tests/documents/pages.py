"""Web pages for the tests."""

ARTICLE = """<!doctype html>
<html lang="de-DE"><head><meta charset="utf-8"><title>Steuern steigen | Zeitung</title>
<meta property="og:site_name" content="Zeitung"><meta name="author" content="Jane Doe">
<link rel="canonical" href="https://news.example/a/1">
<meta property="article:published_time" content="2024-05-06T10:00:00Z"></head>
<body><nav><a href="/">Home</a></nav>
<article><h1>Steuern steigen wieder</h1>
<figure><img src="a.jpg"><figcaption>Die
Ministerin am <b>Montag</b>. Foto: dpa</figcaption></figure>
<p>Die Regierung hat die Steuern im Jahr 2023 erhöht, wie <a href="x">Zahlen</a> zeigen,
die das <b>Ministerium</b> am Montag<br>veröffentlicht hat.<br><br>Weitere Schritte folgen.</p>
<h2>Was kommt</h2>
<p>Niemand weiß, was das Ministerium in den nächsten Jahren vorhat, sagen Fachleute.</p>
<ul><li>Steuern steigen weiter.</li><li>Löhne sinken.<ul><li>Auch im Osten.</li></ul></li></ul>
<blockquote><p>Wir erhöhen kein drittes Mal.</p><p>Niemals.</p></blockquote>
<table><tr><th>Jahr</th><th>Satz</th></tr><tr><td>2020</td><td>19 %</td></tr></table>
</article><footer>Impressum</footer></body></html>"""

MENU = """<html><head><title>News</title></head><body><nav><a href="1">Home</a>
<a href="2">News</a></nav><form><input name="q"></form><footer>Imprint</footer></body></html>"""
