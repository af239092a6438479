using System.Diagnostics;
using System.Globalization;
using ConnectWizard.Browser;
using ConnectWizard.Startup;
using Shouldly;
using Xunit;

namespace ConnectWizard.Storage;

/// <summary>The commands of docs/operations.md, as they stand there but for names: a store is copied while it is used, and restored on an empty machine.</summary>
[Trait("Kind", "Deep")]
public sealed class BackupTests
{
    /// <summary>Of the installation that the document describes.</summary>
    private const string Owner = "-o connectwizard -g connectwizard ";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreProvider.Sqlite, "dotnet ", "rm ", $"install -m 600 {Owner}/var/backups")]
    [InlineData(StoreProvider.PostgreSql, "pg_dump ", "pg_restore ")]
    public async Task A_store_that_was_copied_in_use_opens_with_its_key_and_without_it_nothing_starts(StoreProvider provider, string backup, params string[] restore)
    {
        using var used = StorePlace.On(provider);
        using var empty = StorePlace.On(provider);
        var token = Samples.Token();
        await using var store = await TestStore.StartAsync(used, Cancellation);
        var profile = await Samples.FinishAsync(store, Cancellation);
        var credential = await store.Credentials.KeepPendingAsync(token, Samples.Target, Cancellation);

        await RunAsync(backup, used, used, empty);
        foreach (var command in restore)
            await RunAsync(command, empty, used, empty);

        (await Should.ThrowAsync<StartupException>(() => TestStore.StartAsync(empty, Cancellation))).Message.ShouldContain(empty.KeyFile);
        File.Exists(empty.KeyFile).ShouldBeFalse();
        await RunAsync($"install -m 600 {Owner}/root", empty, used, empty);
        await using var restored = await TestStore.StartAsync(empty, Cancellation);
        (await restored.Profiles.FindAsync(profile.Workspace, profile.Id, Cancellation)).ShouldBe(profile);
        (await restored.Credentials.OpenAsync(credential, Samples.Target, Cancellation)).Value.ShouldNotBeNull().Reveal().ShouldBe(token.Reveal());
    }

    [Fact]
    public async Task A_copy_overwrites_nothing_and_only_its_owner_reads_it()
    {
        using var place = new StoreFolder();
        await (await TestStore.StartAsync(place, Cancellation)).DisposeAsync();
        await RunAsync("dotnet ", place, place, place);
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(place.In("backup.db")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);

        (await Should.ThrowAsync<InvalidOperationException>(() => RunAsync("dotnet ", place, place, place))).Message.ShouldContain("exists already; name a new file");
    }

    /// <summary>Runs the documented command that begins so.</summary>
    private static async Task RunAsync(string beginning, StorePlace at, StorePlace used, StorePlace empty)
    {
        var document = await File.ReadAllTextAsync(Path.Combine(BuildFacts.RepositoryRoot, "docs", "operations.md"), Cancellation);
        var command = document.Split('\n').First(line => line.StartsWith(beginning, StringComparison.Ordinal));
        foreach (var (name, value) in NamesOf(at, used, empty))
            command = command.Replace(name, value, StringComparison.Ordinal);
        Directory.CreateDirectory(Path.GetDirectoryName(empty.KeyFile)!);
        var start = new ProcessStartInfo("bash", ["-euc", command]) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var (key, value) in at.Settings())
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        if (at is StoreServer server)
            (start.Environment["PGPASSWORD"], start.Environment["PGPORT"]) = (server.Access.Password, server.Access.Port.ToString(CultureInfo.InvariantCulture));
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(Cancellation), process.StandardError.ReadToEndAsync(Cancellation));
        await process.WaitForExitAsync(Cancellation);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{command}\n{await output}{await errors}");
    }

    private static IEnumerable<(string Name, string Value)> NamesOf(StorePlace at, StorePlace used, StorePlace empty)
    {
        yield return (Owner, "");
        yield return ("dotnet ConnectWizard.dll", $"dotnet {BuildFacts.ProductAssembly}");
        yield return ("/var/backups/connectwizard.db", used.In("backup.db"));
        yield return ("/var/backups/connectwizard.dump", used.In("backup.dump"));
        yield return ("/root/connectwizard.key", used.KeyFile);
        yield return ("/var/lib/connectwizard-key/key", empty.KeyFile);
        if (empty is StoreFolder folder)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder.DatabaseFile)!);
            yield return ("/var/lib/connectwizard/", Path.GetDirectoryName(folder.DatabaseFile) + "/");
        }

        if (at is StoreServer { Access: var access })
            yield return ("host=db.example dbname=connectwizard user=connectwizard", $"host={access.Host} dbname={access.Database} user={access.Username}");
    }
}
