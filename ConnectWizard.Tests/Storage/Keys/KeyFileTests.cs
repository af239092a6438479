using ConnectWizard.Startup;
using Shouldly;
using Xunit;

namespace ConnectWizard.Storage.Keys;

public sealed class KeyFileTests : IDisposable
{
    private readonly StoreFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_first_start_makes_a_private_key_file()
    {
        await (await TestStore.StartAsync(_folder, Cancellation)).DisposeAsync();

        Convert.FromBase64String((await File.ReadAllTextAsync(_folder.KeyFile, Cancellation)).Trim()).Length.ShouldBe(32);
        Directory.GetFiles(Path.GetDirectoryName(_folder.KeyFile)!).ShouldBe([_folder.KeyFile]);
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(_folder.KeyFile).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
            File.GetUnixFileMode(Path.GetDirectoryName(_folder.KeyFile)!)
                .ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Fact]
    public async Task A_credential_opens_after_a_restart()
    {
        var token = Samples.Token();
        Connections.CredentialId id;
        await using (var first = await TestStore.StartAsync(_folder, Cancellation))
            id = await first.Credentials.KeepPendingAsync(token, Samples.Target, Cancellation);

        await using var second = await TestStore.StartAsync(_folder, Cancellation);

        (await second.Credentials.OpenAsync(id, Samples.Target, Cancellation)).Value.ShouldNotBeNull().Reveal().ShouldBe(token.Reveal());
    }

    [Fact]
    public async Task A_missing_key_file_is_named_and_not_made_anew()
    {
        await (await TestStore.StartAsync(_folder, Cancellation)).DisposeAsync();
        File.Delete(_folder.KeyFile);

        await RefusedAsync("missing");

        File.Exists(_folder.KeyFile).ShouldBeFalse();
    }

    [Fact]
    public async Task A_missing_folder_of_the_key_file_is_not_made_anew_either()
    {
        await (await TestStore.StartAsync(_folder, Cancellation)).DisposeAsync();
        Directory.Delete(Path.GetDirectoryName(_folder.KeyFile)!, recursive: true);

        await RefusedAsync("missing");

        Directory.Exists(Path.GetDirectoryName(_folder.KeyFile)).ShouldBeFalse();
    }

    [Fact]
    public async Task Another_key_is_refused_and_left_as_it_is()
    {
        await (await TestStore.StartAsync(_folder, Cancellation)).DisposeAsync();
        var another = Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32));
        await File.WriteAllTextAsync(_folder.KeyFile, another, Cancellation);

        await RefusedAsync("is not the key that the database was used with");

        (await File.ReadAllTextAsync(_folder.KeyFile, Cancellation)).ShouldBe(another);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not base64 !")]
    [InlineData("dG9vIHNob3J0")]
    [InlineData("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJygpKissLS4v")]
    public async Task A_file_that_is_no_key_is_refused_even_at_a_first_start(string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.KeyFile)!);
        await File.WriteAllTextAsync(_folder.KeyFile, content, Cancellation);

        await RefusedAsync("is not a key file of ConnectWizard");

        (await File.ReadAllTextAsync(_folder.KeyFile, Cancellation)).ShouldBe(content);
    }

    [Fact]
    public async Task A_key_file_that_cannot_be_read_is_named()
    {
        await (await TestStore.StartAsync(_folder, Cancellation)).DisposeAsync();
        File.Delete(_folder.KeyFile);
        Directory.CreateDirectory(_folder.KeyFile);

        await RefusedAsync("cannot be read");
    }

    [Fact]
    public async Task A_key_file_that_others_can_read_is_warned_about_loudly()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        await (await TestStore.StartAsync(_folder, Cancellation)).DisposeAsync();
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_folder.KeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        using var logs = new CollectedLogs();

        await (await TestStore.StartAsync(_folder, Cancellation, logs: logs)).DisposeAsync();

        logs.Lines.ShouldContain(line => line.Contains("CAN BE READ BY OTHERS", StringComparison.Ordinal) && line.Contains(_folder.KeyFile, StringComparison.Ordinal));
    }

    private async Task RefusedAsync(string reason)
    {
        var ring = File.Exists(_folder.DatabaseFile) ? _folder.Sql("SELECT xml FROM keyring") : [];

        var refused = await Should.ThrowAsync<StartRefusedException>(() => TestStore.StartAsync(_folder, Cancellation));

        refused.Message.ShouldContain(reason);
        refused.Message.ShouldStartWith("Secrets:KeyFile:");
        refused.Message.ShouldContain(_folder.KeyFile);
        _folder.Sql("SELECT xml FROM keyring").ShouldBe(ring);
    }
}
