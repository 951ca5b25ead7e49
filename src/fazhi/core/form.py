"""Forms: everything a form is declared with, in one import.

    from fazhi.core import form as ask

    class Agreement(ask.Form):
        \"\"\"调解协议书\"\"\"

        form = ask.Code("协议形式", "written 书面协议, oral 口头协议")
        amount = ask.Yuan("协议涉及金额", required=False)

One form is the desk's form, a workbook's columns, the schema of the API and the placeholders of documents.
"""

from fazhi.core.capitals import capitals
from fazhi.core.choices import Code, Codes, YesNo, codes
from fazhi.core.field import Canonical, Condition, Crossing, Field, satisfies
from fazhi.core.fields import Day, Long, Moment, Name, Number, Percent, Quantity, Text, Title, Yuan
from fazhi.core.filling import (
    Check,
    Filled,
    Form,
    Problem,
    Rows,
    Values,
    at_least_as_many,
    form,
    in_order,
    not_more_than,
)
from fazhi.core.identifiers import (
    CertificateNumber,
    CreditCode,
    Digest,
    DocumentNumber,
    Email,
    Files,
    IdNumber,
    People,
    Person,
    Phone,
    Place,
    Ref,
)
from fazhi.core.parties import Parties, Party
from fazhi.core.typed import FieldProblem

__all__ = [
    "Canonical",
    "CertificateNumber",
    "Check",
    "Code",
    "Codes",
    "Condition",
    "CreditCode",
    "Crossing",
    "Day",
    "Digest",
    "DocumentNumber",
    "Email",
    "Field",
    "FieldProblem",
    "Files",
    "Filled",
    "Form",
    "IdNumber",
    "Long",
    "Moment",
    "Name",
    "Number",
    "Parties",
    "Party",
    "People",
    "Percent",
    "Person",
    "Phone",
    "Place",
    "Problem",
    "Quantity",
    "Ref",
    "Rows",
    "Text",
    "Title",
    "Values",
    "YesNo",
    "Yuan",
    "at_least_as_many",
    "capitals",
    "codes",
    "form",
    "in_order",
    "not_more_than",
    "satisfies",
]
