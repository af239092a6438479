using ConnectWizard.Storage;
using Shouldly;
using Xunit;

namespace ConnectWizard.Audit;

/// <summary>What somebody does to the trail who writes into the database and has no key.</summary>
public abstract class AuditTamperingTests(StoreProvider provider) : AuditContext(provider)
{
    private const string AllColumns = "chain, sequence, at, workspace_id, action, browser, account, address, connection_id, connection_name, profile_id, profile_name, problem, detail, mac";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await RecordAsync(5);
        (await VerifyAsync()).ShouldHaveSingleItem().Verdict.ShouldBe(ChainVerdict.Verified);
    }

    [Theory]
    [InlineData("workspace_id")]
    [InlineData("action")]
    [InlineData("browser")]
    [InlineData("account")]
    [InlineData("address")]
    [InlineData("connection_id")]
    [InlineData("connection_name")]
    [InlineData("profile_id")]
    [InlineData("profile_name")]
    [InlineData("problem")]
    [InlineData("detail")]
    [InlineData("mac")]
    public async Task One_byte_changed_in_a_text_does_not_verify(string column)
    {
        _place.Sql($"UPDATE audit_entries SET {column} = 'X' || substr({column}, 2) WHERE sequence = 3");

        await ShouldBeBrokenAsync(ChainVerdict.EntryChanged, 3);
    }

    [Theory]
    [InlineData("at = at + 1")]
    [InlineData("chain = 2")]
    [InlineData("problem = NULL")]
    [InlineData("detail = profile_name, profile_name = detail")]
    [InlineData("account = account || substr(address, 1, 1), address = substr(address, 2)")]
    public async Task Another_time_or_a_field_moved_into_the_next_does_not_verify(string change)
    {
        _place.Sql($"UPDATE audit_entries SET {change} WHERE sequence = 3");

        await ShouldBeBrokenAsync(ChainVerdict.EntryChanged, 3);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    public async Task A_missing_entry_does_not_verify(long sequence)
    {
        _place.Sql($"DELETE FROM audit_entries WHERE sequence = {sequence}");

        await ShouldBeBrokenAsync(ChainVerdict.EntryChanged, sequence);
    }

    [Fact]
    public async Task Entries_cut_off_at_the_end_do_not_verify_with_the_head_moved_along()
    {
        _place.Sql("UPDATE audit_chains SET head_sequence = 3, head_mac = (SELECT mac FROM audit_entries WHERE sequence = 3)");
        _place.Sql("DELETE FROM audit_entries WHERE sequence > 3");

        await ShouldBeBrokenAsync(ChainVerdict.HeadChanged, 3);
    }

    [Fact]
    public async Task Entries_cut_off_at_the_beginning_do_not_verify_with_the_anchor_moved_along()
    {
        _place.Sql("UPDATE audit_chains SET anchor_sequence = 2, anchor_mac = (SELECT mac FROM audit_entries WHERE sequence = 2)");
        _place.Sql("DELETE FROM audit_entries WHERE sequence <= 2");

        await ShouldBeBrokenAsync(ChainVerdict.AnchorChanged, 3);
    }

    [Theory]
    [InlineData("anchor_at = anchor_at + 1", ChainVerdict.AnchorChanged, 1)]
    [InlineData("anchor_mac = 'X'", ChainVerdict.AnchorChanged, 1)]
    [InlineData("anchor_signature = 'X'", ChainVerdict.AnchorChanged, 1)]
    [InlineData("head_mac = 'X'", ChainVerdict.HeadChanged, 5)]
    [InlineData("head_signature = 'X'", ChainVerdict.HeadChanged, 5)]
    public async Task A_changed_anchor_or_head_does_not_verify(string change, ChainVerdict verdict, long sequence)
    {
        _place.Sql($"UPDATE audit_chains SET {change}");

        await ShouldBeBrokenAsync(verdict, sequence);
    }

    [Fact]
    public async Task Two_entries_that_change_places_do_not_verify()
    {
        _place.Sql("UPDATE audit_entries SET sequence = -3 WHERE sequence = 3");
        _place.Sql("UPDATE audit_entries SET sequence = 3 WHERE sequence = 4");
        _place.Sql("UPDATE audit_entries SET sequence = 4 WHERE sequence = -3");

        await ShouldBeBrokenAsync(ChainVerdict.EntryChanged, 3);
    }

    [Fact]
    public async Task An_entry_put_between_does_not_verify()
    {
        foreach (var sequence in (int[])[5, 4, 3])
            _place.Sql($"UPDATE audit_entries SET sequence = sequence + 1 WHERE sequence = {sequence}");
        Copy(of: 2, to: 3);

        await ShouldBeBrokenAsync(ChainVerdict.EntryChanged, 3);
    }

    [Fact]
    public async Task An_entry_put_behind_the_head_is_not_shown_and_does_not_verify()
    {
        Copy(of: 5, to: 6);

        await ShouldBeBrokenAsync(ChainVerdict.EntryChanged, 6);
        (await ListAsync()).Select(entry => entry.Sequence).ShouldBe([5, 4, 3, 2, 1]);
    }

    [Fact]
    public async Task A_chain_whose_key_was_taken_away_is_told_apart_from_what_follows_it()
    {
        _place.Sql("UPDATE audit_chains SET protected = 'X'");

        await RecordAsync(1);

        (await VerifyAsync()).Select(state => state.Verdict).ShouldBe([ChainVerdict.KeyMissing, ChainVerdict.Verified]);
    }

    private void Copy(int of, int to) =>
        _place.Sql($"INSERT INTO audit_entries ({AllColumns}) SELECT {AllColumns.Replace("sequence", $"{to}", StringComparison.Ordinal)} FROM audit_entries WHERE sequence = {of}");

    private async Task ShouldBeBrokenAsync(ChainVerdict verdict, long sequence)
    {
        var state = (await VerifyAsync()).ShouldHaveSingleItem();
        (state.Verdict, state.Broken).ShouldBe((verdict, sequence));
    }

    public sealed class OnSqlite() : AuditTamperingTests(StoreProvider.Sqlite);

    /// <summary>The same statements as on SQLite, slower.</summary>
    [Trait("Kind", "Deep")]
    public sealed class OnPostgreSql() : AuditTamperingTests(StoreProvider.PostgreSql);
}
