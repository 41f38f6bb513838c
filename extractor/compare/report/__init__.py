"""The report: one HTML file in French, with charts, that needs nothing else.

`page.make_report` answers all questions and lays them out; `charts` and `carte` draw, `links` leads
from every number to its fiches. `report.html`, `report.css` and `report.js` are put into one file.
"""
