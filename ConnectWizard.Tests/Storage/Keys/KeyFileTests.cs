using ConnectWizard.Startup;
using Shouldly;
using Xunit;

namespace ConnectWizard.Storage.Keys;

public abstract class KeyFileTests(StoreProvider provider) : IDisposable
{
    private readonly StorePlace _place = StorePlace.On(provider);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _place.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task The_first_start_makes_a_private_key_file()
    {
        await (await TestStore.StartAsync(_place, Cancellation)).DisposeAsync();

        Convert.FromBase64String((await File.ReadAllTextAsync(_place.KeyFile, Cancellation)).Trim()).Length.ShouldBe(32);
        Directory.GetFiles(Path.GetDirectoryName(_place.KeyFile)!).ShouldBe([_place.KeyFile]);
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(_place.KeyFile).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
            File.GetUnixFileMode(Path.GetDirectoryName(_place.KeyFile)!)
                .ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Fact]
    public async Task A_credential_opens_after_a_restart()
    {
        var token = Samples.Token();
        Connections.CredentialId id;
        await using (var first = await TestStore.StartAsync(_place, Cancellation))
            id = await first.Credentials.KeepPendingAsync(token, Samples.Target, Cancellation);

        await using var second = await TestStore.StartAsync(_place, Cancellation);

        (await second.Credentials.OpenAsync(id, Samples.Target, Cancellation)).Value.ShouldNotBeNull().Reveal().ShouldBe(token.Reveal());
    }

    [Fact]
    public async Task A_missing_key_file_is_named_and_not_made_anew()
    {
        await (await TestStore.StartAsync(_place, Cancellation)).DisposeAsync();
        File.Delete(_place.KeyFile);

        await RefusedAsync("missing");

        File.Exists(_place.KeyFile).ShouldBeFalse();
    }

    [Fact]
    public async Task A_missing_place_of_the_key_file_is_not_made_anew_either()
    {
        await (await TestStore.StartAsync(_place, Cancellation)).DisposeAsync();
        Directory.Delete(Path.GetDirectoryName(_place.KeyFile)!, recursive: true);

        await RefusedAsync("missing");

        Directory.Exists(Path.GetDirectoryName(_place.KeyFile)).ShouldBeFalse();
    }

    [Fact]
    public async Task Another_key_is_refused_and_left_as_it_is()
    {
        await (await TestStore.StartAsync(_place, Cancellation)).DisposeAsync();
        var another = Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32));
        await File.WriteAllTextAsync(_place.KeyFile, another, Cancellation);

        await RefusedAsync("is not the key that the database was used with");

        (await File.ReadAllTextAsync(_place.KeyFile, Cancellation)).ShouldBe(another);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not base64 !")]
    [InlineData("dG9vIHNob3J0")]
    [InlineData("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJygpKissLS4v")]
    public async Task A_file_that_is_no_key_is_refused_even_at_a_first_start(string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_place.KeyFile)!);
        await File.WriteAllTextAsync(_place.KeyFile, content, Cancellation);

        await RefusedAsync("is not a key file of ConnectWizard", atFirstStart: true);

        (await File.ReadAllTextAsync(_place.KeyFile, Cancellation)).ShouldBe(content);
    }

    [Fact]
    public async Task A_key_file_that_cannot_be_read_is_named()
    {
        await (await TestStore.StartAsync(_place, Cancellation)).DisposeAsync();
        File.Delete(_place.KeyFile);
        Directory.CreateDirectory(_place.KeyFile);

        await RefusedAsync("cannot be read");
    }

    [Fact]
    public async Task A_key_file_that_others_can_read_is_warned_about_loudly()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        await (await TestStore.StartAsync(_place, Cancellation)).DisposeAsync();
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_place.KeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        using var logs = new CollectedLogs();

        await (await TestStore.StartAsync(_place, Cancellation, logs: logs)).DisposeAsync();

        logs.Lines.ShouldContain(line => line.Contains("CAN BE READ BY OTHERS", StringComparison.Ordinal) && line.Contains(_place.KeyFile, StringComparison.Ordinal));
    }

    private async Task RefusedAsync(string reason, bool atFirstStart = false)
    {
        IReadOnlyList<string> ring = atFirstStart ? [] : _place.Sql("SELECT xml FROM data_protection_keys");

        var refused = await Should.ThrowAsync<StartupException>(() => TestStore.StartAsync(_place, Cancellation));

        refused.Message.ShouldContain(reason);
        refused.Message.ShouldStartWith("Secrets:KeyFile:");
        refused.Message.ShouldContain(_place.KeyFile);
        _place.Sql("SELECT xml FROM data_protection_keys").ShouldBe(ring);
    }

    public sealed class OnSqlite() : KeyFileTests(StoreProvider.Sqlite);

    [Trait("Kind", "Deep")]
    public sealed class OnPostgreSql() : KeyFileTests(StoreProvider.PostgreSql);
}
