"""The Django application refuses what the library refuses, and its administration shows the sheet.

Django is set up once, in this file, on a database in memory; nothing else imports it.
"""

from __future__ import annotations

import io
import json
import re
from html import unescape
from typing import TYPE_CHECKING, Any

import django
import pytest
from django import conf, db
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import transaction
from django.test import Client

from examples.django_app import settings as chosen
from tests.strategies import FULL
from zhangye_fes.facts import Facts
from zhangye_fes.readings import Readings
from zhangye_fes.scoring import score

if TYPE_CHECKING:
    from collections.abc import Iterator

    from examples.django_app.models import Community

MEMORY = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
FACTS = FULL.known()
ADD = "/admin/fes/community/add/"
LOGIN = {"username": "reviewer", "password": "-"}
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture(scope="module", autouse=True)
def _django() -> Iterator[None]:
    named = {name: getattr(chosen, name) for name in dir(chosen) if name.isupper()}
    changed = {"DATABASES": MEMORY, "ALLOWED_HOSTS": ["testserver"], "LOGGING_CONFIG": None}
    changed["PASSWORD_HASHERS"] = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick
    conf.settings.configure(**named | changed)
    django.setup()
    call_command("migrate", verbosity=0)
    yield
    db.connection.connection.close()


@pytest.fixture(autouse=True)
def _undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def admin() -> Client:
    apps.get_model("auth", "User").objects.create_superuser(**LOGIN)
    client = Client()
    assert client.login(**LOGIN)
    return client


def community(**fields: Any) -> Community:  # noqa: ANN401 - as the model's own
    given = {"code": "620702001001", "name": "交通巷社区", "facts": FACTS, **fields}
    made: Community = apps.get_model("fes", "Community")(**given)
    return made


def saved(**fields: Any) -> Community:  # noqa: ANN401
    made = community(**fields)
    made.full_clean()
    made.save()
    return made


def form(**fields: str) -> dict[str, str]:
    given = {"code": "620702001001", "name": "交通巷社区", "facts": "{}", "readings": "{}"}
    return {**given, **fields}


def told(page: str, field: str) -> list[str]:
    """What a form says beside a field."""
    (row,) = re.findall(
        rf'<div class="form-row[^"]*field-{field}">(.*?)</textarea>', page, re.DOTALL
    )
    return [unescape(each) for each in re.findall(r"<li>(.*?)</li>", row)]


class TestModel:
    """What is stored is what the library accepts."""

    def test_a_sheet_follows_from_what_is_stored(self) -> None:
        saved(readings={"training_at_80": "lower"})
        stored = apps.get_model("fes", "Community").objects.get()
        assert stored.facts == FACTS
        assert stored.sheet == score(FULL, Readings(training_at_80="lower"))

    def test_nothing_known_is_accepted(self) -> None:
        assert saved(facts={}).sheet == score(Facts())

    @pytest.mark.parametrize(
        ("fields", "field", "said"),
        [
            (
                {"facts": {"service_hall": "yes", "qualified_staff": 2.5}},
                "facts",
                [
                    "service_hall：给出的是'yes'，应为是或否（true或false）",
                    "qualified_staff：给出的是2.5，应为0至999999999的整数",
                ],
            ),
            ({"facts": []}, "facts", ["记录：给出的是[]，应为含字段名的对象"]),
            (
                {"readings": {"training_at_80": "middle"}},
                "readings",
                ["training_at_80：给出的是'middle'，应为'upper'或'lower'"],
            ),
        ],
    )
    def test_faults_stand_beside_their_field(
        self, fields: dict[str, Any], field: str, said: list[str]
    ) -> None:
        with pytest.raises(ValidationError) as refused:
            community(**fields).full_clean()
        assert refused.value.message_dict == {field: said}

    def test_the_migration_is_up_to_date(self) -> None:
        call_command("makemigrations", check=True, dry_run=True, verbosity=0)

    def test_the_command_lists_all(self) -> None:
        saved(code="2", name="甲", facts={**FACTS, "basic_conditions_met": False})
        saved(code="1", name="乙")
        out = io.StringIO()
        call_command("score_communities", stdout=out)
        assert out.getvalue() == "1\t乙\t100\t达到认定标准\n2\t甲\t100\t未达到认定标准\n"


class TestAdministration:
    """The pages that a reviewer sees."""

    def test_nobody_sees_it_without_logging_in(self) -> None:
        reply = Client().get(ADD)
        assert (reply.status_code, reply["location"]) == (302, f"/admin/login/?next={ADD}")

    def test_logging_in(self, admin: Client) -> None:
        admin.logout()
        reply = admin.post(f"/admin/login/?next={ADD}", {**LOGIN, "next": ADD})
        assert (reply.status_code, reply["location"]) == (302, ADD)

    def test_the_list_has_the_verdict(self, admin: Client) -> None:
        saved()
        page = admin.get("/admin/fes/community/").content.decode()
        assert '<td class="field-total">100</td>' in page
        assert '<td class="field-verdict">达到认定标准</td>' in page

    def test_the_page_shows_the_sheet(self, admin: Client) -> None:
        made = saved()
        page = admin.get(f"/admin/fes/community/{made.pk}/change/").content.decode()
        assert made.sheet._repr_html_() in page
        assert "附件2 第3.2行：失业人员再就业率低于90%不得分。" in page

    def test_a_new_one_has_no_sheet_yet(self, admin: Client) -> None:
        assert "保存后显示" in admin.get(ADD).content.decode()

    def test_what_is_right_is_saved(self, admin: Client) -> None:
        reply = admin.post(ADD, form(facts=json.dumps(FACTS), readings=""))
        assert reply.status_code == 302
        stored = apps.get_model("fes", "Community").objects.get()
        assert (stored.facts, stored.readings) == (FACTS, {})
        change = f"/admin/fes/community/{stored.pk}/change/"
        shown = admin.get(change).content.decode()
        (typed,) = re.findall(r'<textarea name="facts"[^>]*>\s*(.*?)</textarea>', shown, re.DOTALL)
        assert json.loads(unescape(typed)) == FACTS
        assert admin.post(change, form(facts="", readings="{}")).status_code == 302
        assert apps.get_model("fes", "Community").objects.get().facts == {}

    @pytest.mark.parametrize(
        ("facts", "said"),
        [
            (
                '{"service_hall": true, "service_hall": false}',
                ["service_hall：给出的是True，又重复给出False，应为是或否（true或false）"],
            ),
            (
                '{"qualified_staff": 2.0}',
                ["qualified_staff：给出的是2.0，应为0至999999999的整数"],
            ),
            ("{", None),
            ("[1]", ["记录：给出的是[1]，应为含字段名的对象"]),
            ('{"reemployment": NaN}', None),
            ("[]", ["记录：给出的是[]，应为含字段名的对象"]),
            ("0", ["记录：给出的是0，应为含字段名的对象"]),
        ],
    )
    def test_what_is_wrong_is_said_beside_the_field(
        self, admin: Client, facts: str, said: list[str] | None
    ) -> None:
        reply = admin.post(ADD, form(facts=facts))
        page = reply.content.decode()
        assert reply.status_code == 200
        assert told(page, "readings") == []
        found = told(page, "facts")
        assert found == said or (said is None and found[0].startswith("记录：给出的是"))
        assert facts in unescape(page), "what was typed is shown again"
        assert not apps.get_model("fes", "Community").objects.exists()

    @pytest.mark.parametrize("fields", [{"facts": json.dumps({SCRIPT: SCRIPT})}, {"code": SCRIPT}])
    def test_a_script_that_is_refused_does_not_run(
        self, admin: Client, fields: dict[str, str]
    ) -> None:
        page = admin.post(ADD, form(**fields)).content.decode()
        assert SCRIPT not in page
        assert SCRIPT in unescape(page)

    def test_a_script_in_a_name_does_not_run(self, admin: Client) -> None:
        made = saved(name=SCRIPT)
        for place in ("", f"{made.pk}/change/"):
            page = admin.get(f"/admin/fes/community/{place}").content.decode()
            assert SCRIPT not in page
            assert SCRIPT in unescape(page)
