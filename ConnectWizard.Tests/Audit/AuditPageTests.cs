using Bunit;
using ConnectWizard.Connections;
using ConnectWizard.Dashboard;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using NSubstitute;
using Shouldly;
using Xunit;

namespace ConnectWizard.Audit;

public sealed class AuditPageTests : PageContext
{
    private readonly AuditKey _key = AuditKey.New();
    private readonly List<AuditFilter> _asked = [];
    private readonly List<AuditEntry> _entries = [];
    private AuditChain _chain;

    public AuditPageTests()
    {
        _chain = _key.Begin(null, DateTimeOffset.UnixEpoch);
        Connections.ListAsync(default, default).ReturnsForAnyArgs([Connection]);
        Audit.ListChainsAsync(default).ReturnsForAnyArgs(_ => _entries.Count == 0 ? [] : [_chain]);
        Audit.FindKeyAsync(default, default).ReturnsForAnyArgs(_key);
        Audit.ReadAsync(default, default, default, default).ReturnsForAnyArgs(call => [.. _entries.Where(entry => entry.Sequence > call.ArgAt<long>(1))]);
        Audit.ListAsync(default, default!, default, default).ReturnsForAnyArgs(call =>
        {
            var filter = call.Arg<AuditFilter>();
            _asked.Add(filter);
            return [.. _entries.Where(entry => filter.Before is null || entry.Sequence < filter.Before).Reverse().Take(call.ArgAt<int>(2))];
        });
    }

    [Fact]
    public void Each_entry_has_a_row_and_the_trail_is_verified_in_a_sentence()
    {
        Add(2);

        var page = Show();

        page.FindAll("[data-testid=audit-row]").Count.ShouldBe(2);
        var row = page.Find("[data-testid=audit-row]").TextContent;
        foreach (var part in (string[])["Connection renamed", "Refused", "does not accept the token", "Werk 1", "Werk 1 → Werk 2", "Ada Łovelace", "Browser 01234567", "192.0.2.7"])
            row.ShouldContain(part);
        page.WaitForAssertion(() => page.Find("[data-testid=audit-state]").TextContent.ShouldContain("2 entries, the oldest from"));
        page.Find("[data-testid=audit-state]").GetAttribute("data-state").ShouldBe("verified");
    }

    [Theory]
    [InlineData("Webhook: CredentialEnding", "Webhook: Credential ends soon")]
    [InlineData("Mail: CredentialEnding, ada@spacetech.example", "Mail: Credential ends soon, ada@spacetech.example")]
    [InlineData("Webhook: Test, 192.0.2.7", "Webhook: Test, 192.0.2.7")]
    [InlineData("Mail: Nothing", "Mail: Nothing")]
    public void A_notification_that_was_sent_is_told_in_words(string detail, string words)
    {
        Add(1);
        _entries[0] = _entries[0] with { Action = nameof(AuditAction.NotificationSent), Detail = detail };

        Show().Find("[data-testid=audit-row]").TextContent.ShouldContain(words);
    }

    [Fact]
    public void The_entry_that_does_not_verify_is_named()
    {
        Add(3);
        _entries[1] = _entries[1] with { Detail = "Werk 1 → Werk 3" };

        var page = Show();

        page.WaitForAssertion(() => page.Find("[data-testid=audit-state]").TextContent.ShouldContain("Entry 2 was changed"));
        page.Find("[data-testid=audit-state]").GetAttribute("data-state").ShouldBe("broken");
    }

    [Fact]
    public void What_somebody_wrote_into_the_database_is_shown_as_it_is()
    {
        Add(1);
        _entries[0] = _entries[0] with { Action = "<b>Nothing", At = long.MaxValue };

        Show().Find("[data-testid=audit-row] strong").TextContent.ShouldBe("<b>Nothing");
    }

    [Fact]
    public async Task Older_entries_are_a_page_each()
    {
        Add(AuditPage.PageSize + 1);
        var page = Show();
        page.FindAll("[data-testid=audit-row]").Count.ShouldBe(AuditPage.PageSize);

        await page.Find("[data-testid=audit-older]").ClickAsync(new());
        page.FindAll("[data-testid=audit-row]").ShouldHaveSingleItem().GetAttribute("data-sequence").ShouldBe("1");
        page.FindAll("[data-testid=audit-older]").ShouldBeEmpty();

        await page.Find("[data-testid=audit-newer]").ClickAsync(new());
        page.FindAll("[data-testid=audit-row]").Count.ShouldBe(AuditPage.PageSize);
        page.FindAll("[data-testid=audit-newer]").ShouldBeEmpty();
    }

    [Fact]
    public async Task Entries_are_filtered_by_connection_action_and_text()
    {
        Add(1);
        var page = Show($"?connection={Connection.Id}");
        _asked[^1].ShouldBe(new AuditFilter(Connection.Id));

        await page.Find("[data-testid=audit-action]").ChangeAsync(new ChangeEventArgs { Value = "SignedIn" });
        await page.Find("[data-testid=audit-search]").InputAsync(new ChangeEventArgs { Value = " Ada " });

        page.WaitForAssertion(() => _asked[^1].ShouldBe(new AuditFilter(Connection.Id, AuditAction.SignedIn, "Ada")));
    }

    [Fact]
    public void A_connection_that_is_gone_can_be_asked_for_by_its_address()
    {
        var gone = ConnectionId.New();

        var page = Show($"?connection={gone}");

        _asked[^1].ShouldBe(new AuditFilter(gone));
        page.Find($"option[value='{gone}']").TextContent.ShouldBe("A deleted connection");
        page.Markup.ShouldContain("No entries.");
    }

    [Fact]
    public void Both_exports_are_downloads()
    {
        var page = Show();

        page.Find("[data-testid=audit-export]").GetAttribute("href").ShouldBe("/audit/export.json");
        page.Find("[data-testid=audit-export-csv]").GetAttribute("href").ShouldBe("/audit/export.csv");
        page.FindAll("a[download]").Count.ShouldBe(2);
    }

    private void Add(int count)
    {
        for (var number = 0; number < count; number++)
        {
            var happened = AuditEvent.Of(AuditAction.ConnectionRenamed, Connection, new Actor(new OwnerId("0123456789"), Connection.Workspace) { Address = "192.0.2.7" }) with
            {
                Account = "Ada Łovelace",
                Problem = ProblemCode.TokenRefused,
                Detail = $"Werk {number} → Werk {number + 1}",
            };
            var entry = AuditEntry.Of(happened, DateTimeOffset.UnixEpoch) with { Chain = 1, Sequence = _chain.HeadSequence + 1 };
            _entries.Add(entry with { Mac = _key.MacOf(entry, _chain.HeadMac) });
            _chain = _key.WithHead(_chain, _entries[^1].Sequence, _entries[^1].Mac);
        }
    }

    private IRenderedComponent<AuditPage> Show(string query = "")
    {
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        Services.GetRequiredService<NavigationManager>().NavigateTo("/audit" + query);
        return Render<AuditPage>();
    }
}
