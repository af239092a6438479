using System.Text;
using ConnectWizard.Connections;
using Shouldly;
using Xunit;

namespace ConnectWizard.Storage;

public sealed class CredentialStoreTests : IAsyncLifetime
{
    private readonly StoreFolder _folder = new();
    private readonly CollectedLogs _logs = new();
    private TestStore _store = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _store = await TestStore.StartAsync(_folder, Cancellation, logs: _logs);

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Dispose();
        _logs.Dispose();
    }

    [Fact]
    public async Task A_credential_opens_for_its_target_alone()
    {
        var token = Samples.Token();
        var id = await _store.Credentials.KeepPendingAsync(token, Samples.Target, Cancellation);
        var address = Samples.Target.Address;

        (await _store.Credentials.OpenAsync(id, Samples.Target, Cancellation)).Value.ShouldNotBeNull().Reveal().ShouldBe(token.Reveal());
        foreach (var other in new[]
        {
            Samples.Target with { Collection = "Other" },
            Samples.Target with { Address = address with { VirtualDirectory = "" } },
            Samples.Target with { Address = address with { Port = 443 } },
            Samples.Target with { Address = address with { Scheme = "http" } },
            Samples.Target with { Address = address with { Host = "evil.example" } },
        })
        {
            (await _store.Credentials.OpenAsync(id, other, Cancellation)).Value.ShouldBeNull(other.Binding);
        }
    }

    [Fact]
    public async Task A_blob_that_is_moved_to_another_row_opens_nothing()
    {
        var victim = await _store.Credentials.KeepPendingAsync(Samples.Token(), Samples.Target, Cancellation);
        var own = await _store.Credentials.KeepPendingAsync(Samples.Token(), Samples.Target, Cancellation);
        _folder.Sql($"UPDATE credentials SET protected = (SELECT protected FROM credentials WHERE id = '{victim.Value:D}') WHERE id = '{own.Value:D}'");

        (await _store.Credentials.OpenAsync(own, Samples.Target, Cancellation)).Value.ShouldBeNull();

        _logs.Lines.ShouldContain(line => line.Contains(own.Value.ToString("D"), StringComparison.Ordinal) && line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_binding_that_is_changed_in_the_database_opens_nothing()
    {
        var id = await _store.Credentials.KeepPendingAsync(Samples.Token(), Samples.Target, Cancellation);
        var evil = Samples.Target with { Address = Samples.Target.Address with { Host = "evil.example" } };
        _folder.Sql($"UPDATE credentials SET binding = '{evil.Binding}'");

        (await _store.Credentials.OpenAsync(id, evil, Cancellation)).Value.ShouldBeNull();
    }

    [Fact]
    public async Task A_forgotten_credential_is_gone()
    {
        var id = await _store.Credentials.KeepPendingAsync(Samples.Token(), Samples.Target, Cancellation);

        await _store.Credentials.ForgetPendingAsync(id, Cancellation);

        (await _store.Credentials.OpenAsync(id, Samples.Target, Cancellation)).Value.ShouldBeNull();
    }

    [Fact]
    public async Task The_token_is_in_no_byte_of_the_files_and_in_no_log_line()
    {
        using var log = _folder.HoldLog();
        var token = Samples.Token();
        var draft = await Samples.ReadyDraftAsync(_store, Cancellation, token);
        await _store.Profiles.CreateAsync(draft.Id, Samples.Owner, Samples.Profile(), Samples.Connection(draft.Credential!.Value), Cancellation);

        var files = Directory.GetFiles(Path.GetDirectoryName(_folder.DatabaseFile)!);

        files.ShouldContain(file => file.EndsWith("-wal", StringComparison.Ordinal));
        foreach (var file in files)
        {
            var bytes = await ReadSharedAsync(file);
            foreach (var form in Forms(token.Reveal()))
                bytes.AsSpan().IndexOf(form).ShouldBe(-1, file);
        }

        _logs.Lines.ShouldNotContain(line => line.Contains(token.Reveal(), StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task The_search_for_a_token_would_find_one()
    {
        using var log = _folder.HoldLog();
        var draft = await _store.Drafts.CreateAsync(Samples.Owner, ProviderKind.Server, Cancellation);
        var token = Samples.Token().Reveal();
        await _store.Drafts.UpdateAsync(draft.Id, Samples.Owner, it => it with { Server = it.Server with { Name = token } }, Cancellation);

        var bytes = await ReadSharedAsync(_folder.DatabaseFile + "-wal");

        bytes.AsSpan().IndexOf(Forms(token).First()).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_deleted_credential_leaves_no_copy_in_the_file()
    {
        var profile = await Samples.FinishAsync(_store, Cancellation);
        var blob = Encoding.UTF8.GetBytes(_folder.Sql("SELECT protected FROM credentials").ShouldHaveSingleItem());
        (await ReadSharedAsync(_folder.DatabaseFile)).AsSpan().IndexOf(blob.AsSpan(0, 100)).ShouldBeGreaterThan(0);

        await _store.Connections.DeleteAsync(WorkspaceId.Default, profile.Connection, Cancellation);

        (await ReadSharedAsync(_folder.DatabaseFile)).AsSpan().IndexOf(blob.AsSpan(0, 100)).ShouldBe(-1);
    }

    /// <summary>
    /// As it is, in upper case, in UTF-16, in base64 at each of its three offsets, alone and after a colon as in Basic authentication.
    /// </summary>
    private static IEnumerable<byte[]> Forms(string token)
    {
        yield return Encoding.UTF8.GetBytes(token);
        yield return Encoding.UTF8.GetBytes(token.ToUpperInvariant());
        yield return Encoding.Unicode.GetBytes(token);
        yield return Encoding.BigEndianUnicode.GetBytes(token);
        yield return Encoding.UTF8.GetBytes(Convert.ToHexString(Encoding.UTF8.GetBytes(token)));
        yield return Encoding.UTF8.GetBytes(Convert.ToHexStringLower(Encoding.UTF8.GetBytes(token)));
        for (var offset = 0; offset < 3; offset++)
        {
            // Without the characters at both ends, which depend on what stands beside the token.
            yield return Encoding.UTF8.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes(new string(':', offset) + token))[4..^4]);
            yield return Encoding.UTF8.GetBytes(Convert.ToBase64String(Encoding.Unicode.GetBytes(new string(':', offset) + token))[8..^8]);
        }
    }

    private static async Task<byte[]> ReadSharedAsync(string file)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[stream.Length];
        await stream.ReadExactlyAsync(bytes, Cancellation);
        return bytes;
    }
}
