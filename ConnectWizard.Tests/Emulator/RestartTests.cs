using AzureDevOpsEmulator;
using ConnectWizard.Emulator.Tls;
using Shouldly;
using Xunit;

namespace ConnectWizard.Emulator;

public sealed class RestartTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tokens_ids_and_the_authority_survive_a_restart()
    {
        using var folder = new TemporaryFolder();
        var settings = new EmulatorSettings { DataFolder = folder.Path };
        var before = await DescribeAsync(settings);
        var after = await DescribeAsync(settings);

        after.ShouldBe(before);
    }

    [Fact]
    public async Task Each_folder_has_tokens_of_its_own()
    {
        await using var one = await AzureDevOpsEmulator.Emulator.StartAsync(new EmulatorSettings(), Ct);
        await using var other = await AzureDevOpsEmulator.Emulator.StartAsync(new EmulatorSettings(), Ct);

        var values = one.Tokens.Select(token => token.Value);
        values.Intersect(other.Tokens.Select(token => token.Value), StringComparer.Ordinal).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_temporary_folder_is_gone_in_the_end()
    {
        var emulator = await AzureDevOpsEmulator.Emulator.StartAsync(new EmulatorSettings(), Ct);
        var authority = emulator.CertificateAuthorityFile;
        File.Exists(authority).ShouldBeTrue();

        await emulator.DisposeAsync();

        Directory.Exists(Path.GetDirectoryName(authority)).ShouldBeFalse();
    }

    [Fact]
    public async Task It_stops_while_a_client_waits_for_an_answer_that_never_comes()
    {
        var emulator = await AzureDevOpsEmulator.Emulator.StartAsync(new EmulatorSettings(), Ct);
        using var client = new EmulatorClient(emulator);
        var waiting = client.BeginAsync("https://hang.spacetech.example/DefaultCollection/_apis/projects", Ct);
        await emulator.Requests.WaitForRequestAsync("hang.spacetech.example", 1, Ct);

        await emulator.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10), Ct);

        await Should.ThrowAsync<HttpRequestException>(waiting);
    }

    private static async Task<string> DescribeAsync(EmulatorSettings settings)
    {
        await using var emulator = await AzureDevOpsEmulator.Emulator.StartAsync(settings, Ct);
        using var client = new EmulatorClient(emulator);
        var repositories = await client.GetAsync("/DefaultCollection/_apis/git/repositories");
        var authority = await File.ReadAllTextAsync(emulator.CertificateAuthorityFile, Ct);
        return string.Join('\n', emulator.Tokens.Select(token => token.Value)) + authority + repositories.Text;
    }
}
