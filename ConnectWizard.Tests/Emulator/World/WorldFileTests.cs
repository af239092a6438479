using System.Runtime.Versioning;
using AzureDevOpsEmulator.World;
using ConnectWizard.Emulator.Tls;
using Shouldly;
using Xunit;

namespace ConnectWizard.Emulator.World;

public sealed class WorldFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string FilePath => Path.Combine(_folder.Path, "world.json");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Those_who_start_at_once_agree_on_one_seed()
    {
        var worlds = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(OpenAsync, TestContext.Current.CancellationToken)));

        worlds.Select(world => world.Seed).Distinct(StringComparer.Ordinal).ShouldHaveSingleItem().Length.ShouldBe(64);
        Directory.GetFiles(_folder.Path).Select(Path.GetFileName).ShouldBe([".lock", "world.json"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_file_of_another_version_is_kept_and_named()
    {
        const string Later = """{"format":99,"seed":"00","created":"2026-01-01T00:00:00Z"}""";
        await File.WriteAllTextAsync(FilePath, Later, TestContext.Current.CancellationToken);

        (await Should.ThrowAsync<InvalidDataException>(OpenAsync)).Message.ShouldContain(FilePath);
        (await File.ReadAllTextAsync(FilePath, TestContext.Current.CancellationToken)).ShouldBe(Later);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task Nobody_else_may_read_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes.");
        await OpenAsync();

        File.GetUnixFileMode(FilePath).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private Task<WorldFile> OpenAsync() =>
        WorldFile.OpenOrCreateAsync(_folder.Path, TimeProvider.System, TestContext.Current.CancellationToken);
}
