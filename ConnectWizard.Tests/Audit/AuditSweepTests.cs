using ConnectWizard.Storage;
using Shouldly;
using Xunit;

namespace ConnectWizard.Audit;

public abstract class AuditSweepTests(StoreProvider provider) : AuditContext(provider)
{
    [Fact]
    public async Task Old_entries_go_and_leave_an_anchor_from_which_the_rest_verifies()
    {
        await RecordAsync(3);
        _time.Advance(TimeSpan.FromDays(364));
        await RecordAsync(2);
        await SweepAsync();
        (await ListAsync()).Count.ShouldBe(5);

        _time.Advance(TimeSpan.FromDays(2));
        await SweepAsync();

        (await ListAsync()).Select(entry => entry.Sequence).ShouldBe([5, 4]);
        var state = (await VerifyAsync()).ShouldHaveSingleItem();
        (state.Verdict, state.First, state.Chain.AnchorAt).ShouldBe((ChainVerdict.Verified, 4, _time.GetUtcNow().ToUnixTimeMilliseconds()));
        await RecordAsync(1);
        (await VerifyAsync()).ShouldHaveSingleItem().Count.ShouldBe(3);
    }

    [Fact]
    [Trait("Kind", "Deep")]
    public async Task More_entries_than_one_transaction_removes_all_go()
    {
        await RecordAsync(501);
        _time.Advance(TimeSpan.FromDays(366));

        await SweepAsync();

        (await ListAsync()).ShouldBeEmpty();
        (await VerifyAsync()).ShouldHaveSingleItem().Verdict.ShouldBe(ChainVerdict.Verified);
    }

    [Fact]
    public async Task An_entry_that_somebody_made_old_is_not_removed_with_the_evidence()
    {
        await RecordAsync(3);
        _place.Sql("UPDATE audit_entries SET at = 0 WHERE sequence <= 2");

        await SweepAsync();

        (await ListAsync()).Count.ShouldBe(3);
        (await VerifyAsync()).ShouldHaveSingleItem().Broken.ShouldBe(1);
        _logs.Lines.ShouldContain(line => line.Contains("Audit entry 1 does not verify", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Entries_without_their_key_go_as_well_and_their_chain_stays_to_be_seen()
    {
        await RecordAsync(2);
        _place.Sql("UPDATE audit_chains SET protected = 'X'");
        _time.Advance(TimeSpan.FromDays(366));
        await RecordAsync(1);

        await SweepAsync();

        (await ListAsync()).ShouldHaveSingleItem().Sequence.ShouldBe(3);
        (await VerifyAsync()).Select(state => (state.Verdict, state.Count)).ShouldBe([(ChainVerdict.KeyMissing, 0), (ChainVerdict.Verified, 1)]);
    }

    public sealed class OnSqlite() : AuditSweepTests(StoreProvider.Sqlite);

    [Trait("Kind", "Deep")]
    public sealed class OnPostgreSql() : AuditSweepTests(StoreProvider.PostgreSql);
}
