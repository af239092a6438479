using System.Text;
using ConnectWizard.Storage;
using Shouldly;
using Xunit;

namespace ConnectWizard.Audit;

public abstract class AuditExportTests(StoreProvider provider) : AuditContext(provider)
{
    [Fact]
    public async Task An_export_verifies_and_says_which_entries_it_has()
    {
        await RecordAsync(3);
        _time.Advance(TimeSpan.FromDays(366));
        await RecordAsync(2);
        await SweepAsync();

        (await VerifyFileAsync(await ExportAsync())).ShouldBe((true, "Chain 1: verified, entries 4 to 5."));
    }

    [Fact]
    public async Task An_export_that_is_changed_in_any_byte_does_not_verify()
    {
        await RecordAsync(2);
        var export = await ExportAsync();
        for (var position = 0; position < export.Length; position++)
        {
            export[position] ^= 1;
            (await VerifyFileAsync(export)).IsVerified.ShouldBeFalse($"at {position}: {Encoding.UTF8.GetString(export, Math.Max(0, position - 20), 20)}");
            export[position] ^= 1;
        }

        (await VerifyFileAsync(export)).IsVerified.ShouldBeTrue();
    }

    [Fact]
    public async Task The_first_entry_that_does_not_verify_is_named()
    {
        await RecordAsync(3);
        var export = Encoding.UTF8.GetString(await ExportAsync()).Replace("Werk 1 \\u2192", "Werk 9 \\u2192", StringComparison.Ordinal);

        (await VerifyFileAsync(Encoding.UTF8.GetBytes(export))).ShouldBe((false, "Chain 1: entry 2 does not verify."));
    }

    [Fact]
    public async Task An_export_is_not_verified_where_its_key_is_not()
    {
        await RecordAsync(1);
        var export = await ExportAsync();
        _place.Sql("DELETE FROM audit_chains");

        (await VerifyFileAsync(export)).ShouldBe((false, "Chain 1: can't be verified, because this installation doesn't have its key."));
    }

    [Fact]
    public async Task No_secret_is_in_entries_and_exports()
    {
        var token = Samples.Token();
        var draft = await Samples.ReadyDraftAsync(_store, Cancellation, token);
        await _store.Profiles.CreateAsync(draft.Id, Samples.Owner, Cancellation);

        var export = Encoding.UTF8.GetString(await ExportAsync());

        export.ShouldContain("ProfileCreated");
        export.ShouldNotContain(token.Reveal());
        export.ShouldNotContain("protected", Case.Insensitive);
        string.Join('\n', await ListAsync()).ShouldNotContain(token.Reveal());
    }

    [Fact]
    public async Task Csv_has_anchor_entries_and_head()
    {
        await RecordAsync(2);
        using var stream = new MemoryStream();
        var verifier = new AuditVerifier(Audit);
        var chains = await Audit.ListChainsAsync(Cancellation);

        await AuditCsv.WriteAsync(stream, chains, chain => verifier.ReadAsync(chain, Cancellation), Cancellation);

        var lines = Encoding.UTF8.GetString(stream.ToArray()).Split("\r\n");
        lines.Select(line => line.Split(',')[Math.Min(3, line.Split(',').Length - 1)]).ShouldBe(["action", "Anchor", "ConnectionRenamed", "ConnectionRenamed", "Head", ""]);
        lines[4].ShouldEndWith($"{chains[0].HeadMac},{chains[0].HeadSignature}");
    }

    private async Task<byte[]> ExportAsync()
    {
        using var stream = new MemoryStream();
        var verifier = new AuditVerifier(Audit);
        var chains = await Audit.ListChainsAsync(Cancellation);
        await AuditExport.WriteAsync(stream, chains, verifier.ReadAllAsync(chains, Cancellation), Cancellation);
        return stream.ToArray();
    }

    private async Task<(bool IsVerified, string Line)> VerifyFileAsync(byte[] export)
    {
        var file = _place.In("audit.json");
        await File.WriteAllBytesAsync(file, export, Cancellation);
        var (isVerified, lines) = await AuditFile.VerifyAsync(Audit, file, Cancellation);
        return (isVerified, lines.Count > 0 ? lines[0] : "");
    }

    public sealed class OnSqlite() : AuditExportTests(StoreProvider.Sqlite);

    /// <summary>The same statements as on SQLite, slower.</summary>
    [Trait("Kind", "Deep")]
    public sealed class OnPostgreSql() : AuditExportTests(StoreProvider.PostgreSql);
}

public sealed class AuditCsvTests
{
    [Theory]
    [InlineData("=HYPERLINK(\"http://a.example\")", "\"'=HYPERLINK(\"\"http://a.example\"\")\"")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData("a,b\nc", "\"a,b\nc\"")]
    [InlineData("Werk 1", "Werk 1")]
    [InlineData(null, "")]
    public void A_cell_is_text_whatever_it_begins_with(string? text, string cell) => AuditCsv.Cell(text).ShouldBe(cell);
}
