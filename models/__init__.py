"""The records: what one document becomes. Frozen data, no behaviour beyond validation.

The domain words stay French, as the contracts print them:

- *contrat local de santé* (CLS): the contract between a territory and its regional health agency.
- *axe*: a strategic line of the contract; it groups actions.
- *fiche action*: the sheet, most often a table, that describes one action.
- *porteur*: who leads an action (also pilote, maître d'œuvre).
- *partenaires*: who takes part in it.
- *public*: for whom the action is made.
- *sommaire*: the printed table of contents.
- *sigle*: an abbreviation; *développement* is what it stands for.
- *signataire*: who signs; *en présence de* names witnesses, who do not.
- *instance*: a body that steers the contract (comité de pilotage, comité technique…).
- *avertissement*: a doubt about the document itself, told to a person.
"""
