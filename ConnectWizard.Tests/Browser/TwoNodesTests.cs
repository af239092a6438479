using AzureDevOpsEmulator;
using ConnectWizard.Browser.Pages;
using ConnectWizard.Storage;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace ConnectWizard.Browser;

/// <summary>Two nodes on one PostgreSQL database with one key file, started at once, in front of the same emulated world.</summary>
public sealed class TwoNodesTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    private readonly Lazy<StoreServer> _store = new();
    private ProductProcess? _second;

    [Fact]
    [Trait("Kind", "Deep")]
    public async Task One_makes_the_schema_and_a_set_up_goes_on_at_the_other_whose_profile_is_there_after_a_restart()
    {
        new[] { OwnProduct!.Log, _second!.Log }.Count(log => log.Contains("Schema version 1 ", StringComparison.Ordinal)).ShouldBe(1);
        ExpectsConsoleErrors = true;
        var check = await Wizard.PassCheckAsync(World, name: "Two nodes");
        var picker = await check.ContinueAsync();
        await Page.GotoAsync(AtSecond(Page.Url));
        await Expect(picker.Count).ToHaveAttributeAsync("data-complete", "true");
        await Page.Locator("[data-testid=repo-row][data-selectable=true]").First.ClickAsync();
        await Page.ArriveAtAsync("review");
        await Wizard.Review.ProfileName.FillAsync("Made by the second");
        await Wizard.Review.CreateAndOpenAsync();
        var profile = Page.Url;
        _second = await _second!.KillAndStartAgainAsync(Cancel);
        await Page.GotoAsync(profile);
        await Expect(Page.Locator("h1")).ToHaveTextAsync("Made by the second");
        await Page.GotoAsync("/");
        await Expect(Page.Locator("[data-testid=connection-row][data-name='Two nodes']")).ToHaveAttributeAsync("data-health", "good");
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_second is not null)
            await _second.DisposeAsync();

        if (_store.IsValueCreated)
            _store.Value.Dispose();
    }

    private protected override async Task<Uri> StartAsync()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("APP_URL") is { Length: > 0 }, "Somebody else's installation has a store already.");
        var world = _store.Value.In("world");
        await (await AzureDevOpsEmulator.Emulator.StartAsync(new EmulatorSettings { DataFolder = Path.Combine(world, "azure-devops") }, Cancel)).DisposeAsync();
        var settings = _store.Value.Settings()
            .ToDictionary(setting => setting.Key.Replace(":", "__", StringComparison.Ordinal), setting => setting.Value!, StringComparer.Ordinal);
        var nodes = await Task.WhenAll(new[] { world, CopyOf(world) }.Select(folder => StartAsync(settings, folder)));
        (OwnProduct, _second) = (nodes[0], nodes[1]);
        OtherUrl = _second.Url;
        return OwnProduct.Url;
    }

    private static Task<ProductProcess> StartAsync(Dictionary<string, string> settings, string world) =>
        ProductProcess.StartAsync(null, 0, new Dictionary<string, string>(settings, StringComparer.Ordinal) { ["Demo__DataFolder"] = world }, Cancel);

    /// <summary>An emulator keeps its folder to itself, and its ports; with a copy of the rest, another one has the same tokens and certificates.</summary>
    private static string CopyOf(string world)
    {
        var copy = world + "-of-the-second";
        foreach (var file in Directory.EnumerateFiles(world, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) != "ports.json"))
        {
            var target = Path.Combine(copy, Path.GetRelativePath(world, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        return copy;
    }

    private string AtSecond(string url) => new Uri(_second!.Url, new Uri(url).PathAndQuery).AbsoluteUri;
}
