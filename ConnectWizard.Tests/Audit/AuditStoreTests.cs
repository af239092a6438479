using ConnectWizard.Connections;
using ConnectWizard.Storage;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ConnectWizard.Audit;

public abstract class AuditStoreTests(StoreProvider provider) : AuditContext(provider)
{
    [Fact]
    public async Task An_entry_says_who_did_what_to_what_when_from_where_and_with_what_result()
    {
        await RecordAsync(1);

        var entry = (await ListAsync()).ShouldHaveSingleItem();
        (entry.Action, entry.Browser, entry.Account, entry.Address).ShouldBe(("ConnectionRenamed", "01234567", "Ada Łovelace", "192.0.2.7"));
        (entry.ConnectionId, entry.Connection, entry.Profile, entry.Problem).ShouldBe((_connection.Id.ToString(), "Werk 1", "Nightly", "token-refused"));
        (entry.Detail, entry.Time).ShouldBe(("Werk 0 → Werk 1", _time.GetUtcNow()));
    }

    [Fact]
    public async Task Entries_outlive_their_connection_with_its_name_at_the_time()
    {
        var profile = await Samples.FinishAsync(_store, Cancellation);
        await App<ChangeLog>().RecordAsync(new AuditEvent(AuditAction.DeliveryRefused, WorkspaceId.Default) { Connection = profile.Connection });
        await _store.Connections.RenameAsync(WorkspaceId.Default, profile.Connection, "Werk 2", Cancellation);
        await _store.Connections.DeleteAsync(WorkspaceId.Default, profile.Connection, Cancellation);

        (await ListAsync(new AuditFilter(profile.Connection))).Select(entry => (entry.Action, entry.Connection))
            .ShouldBe([("DeliveryRefused", "Werk 1"), ("ProfileCreated", "Werk 1"), ("ConnectionCreated", "Werk 1")]);
    }

    [Fact]
    public async Task Entries_are_found_by_connection_action_text_and_page()
    {
        await RecordAsync(3);
        await App<ChangeLog>().RecordAsync(new AuditEvent(AuditAction.SignedIn, WorkspaceId.Default) { By = Ada, Account = "100% ÖBB_" });

        (await ListAsync(new AuditFilter(_connection.Id))).Count.ShouldBe(3);
        (await ListAsync(new AuditFilter(Action: AuditAction.SignedIn))).ShouldHaveSingleItem();
        (await ListAsync(new AuditFilter(Without: AuditAction.SignedIn))).Count.ShouldBe(3);
        (await ListAsync(new AuditFilter(Text: "0% ÖbB_"))).ShouldHaveSingleItem();
        (await ListAsync(new AuditFilter(Text: "_b"))).ShouldBeEmpty();
        (await ListAsync(new AuditFilter(Text: "NIGHTLY", Before: 3))).Select(entry => entry.Sequence).ShouldBe([2, 1]);
        (await Audit.ListAsync(new WorkspaceId(Guid.NewGuid()), new AuditFilter(), 100, Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_nodes_that_begin_the_trail_at_once_write_one_chain()
    {
        await using var other = await TestStore.StartAsync(_place, Cancellation, _time);
        var logs = new[] { App<ChangeLog>(), other.Services.GetRequiredService<ChangeLog>() };

        await Task.WhenAll(Enumerable.Range(0, 8).Select(node => Task.Run(() => RecordAsync(5, logs[node % 2]), Cancellation)));

        (await ListAsync()).Select(entry => entry.Sequence).ShouldBe(Enumerable.Range(1, 40).Reverse().Select(number => (long)number));
        var state = (await VerifyAsync()).ShouldHaveSingleItem();
        (state.Verdict, state.Count).ShouldBe((ChainVerdict.Verified, 40));
    }

    [Fact]
    public async Task A_trail_goes_on_after_a_restart_and_when_the_key_ring_rotates()
    {
        await RecordAsync(2);
        await _store.DisposeAsync();
        _store = await TestStore.StartAsync(_place, Cancellation, _time);
        App<IKeyManager>().CreateNewKey(_time.GetUtcNow(), _time.GetUtcNow() + TimeSpan.FromDays(90));

        await RecordAsync(2);

        var state = (await VerifyAsync()).ShouldHaveSingleItem();
        (state.Verdict, state.Count).ShouldBe((ChainVerdict.Verified, 4));
    }

    [Fact]
    public async Task Without_its_key_ring_a_chain_is_not_verified_and_another_follows_it()
    {
        await RecordAsync(2);
        await _store.DisposeAsync();
        _place.Sql("DELETE FROM data_protection_keys");
        _store = await TestStore.StartAsync(_place, Cancellation, _time);

        (await VerifyAsync()).ShouldHaveSingleItem().Verdict.ShouldBe(ChainVerdict.KeyMissing);
        await RecordAsync(3);

        (await VerifyAsync()).Select(state => (state.Verdict, state.First, state.Chain.HeadSequence))
            .ShouldBe([(ChainVerdict.KeyMissing, 1, 2), (ChainVerdict.Verified, 3, 5)]);
        (await ListAsync()).Count.ShouldBe(5);
    }

    [Fact]
    public async Task What_was_done_is_done_and_logged_where_the_entry_cannot_be_stored()
    {
        var draft = await Samples.ReadyDraftAsync(_store, Cancellation);
        _place.Break("audit_entries");

        (await _store.Profiles.CreateAsync(draft.Id, Samples.Owner, Cancellation)).Succeeded.ShouldBeTrue();

        _logs.Lines.ShouldContain(line => line.Contains("ConnectionCreated", StringComparison.Ordinal) && line.Contains("is missing from the audit trail", StringComparison.Ordinal));
    }

    public sealed class OnSqlite() : AuditStoreTests(StoreProvider.Sqlite);

    [Trait("Kind", "Deep")]
    public sealed class OnPostgreSql() : AuditStoreTests(StoreProvider.PostgreSql);
}
