using System.Globalization;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace ConnectWizard.Browser.Walk;

/// <summary>Every page in every state, walked to once: each is judged there, or a picture is made of it for the gallery.</summary>
public sealed class WalkTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    private ProductProcess? _samples;

    private protected override ReducedMotion Motion => ReducedMotion.NoPreference;

    private static bool MakesGallery => Environment.GetEnvironmentVariable("GALLERY") == "1";

    /// <summary>With <c>GALLERY=1</c> it makes the gallery, and judges nothing.</summary>
    [Fact]
    [Trait("Kind", "Deep")]
    public async Task Every_page_and_state_is_accessible_in_sight_and_does_not_jump()
    {
        var gallery = new Gallery();
        var judge = new PageJudge(1280, isWhole: false);
        await WalkAsync(MakesGallery ? gallery : judge, 1280);
        if (MakesGallery)
        {
            await WalkSamplesAsync(gallery, 1280);
            await WalkPlainAsync(gallery);
            await gallery.WriteIndexAsync(Cancel);
        }

        judge.Findings.ShouldBeEmpty();
    }

    [Theory]
    [Trait("Kind", "Deep")]
    [InlineData(1280)]
    [InlineData(390)]
    [InlineData(320)]
    public async Task Every_page_and_state_is_accessible_in_every_view(int width)
    {
        var judge = new PageJudge(width, isWhole: true);
        await WalkAsync(judge, width);
        await WalkSamplesAsync(judge, width);
        await WalkPlainAsync(judge);
        judge.Findings.ShouldBeEmpty();
    }

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        ExpectsConsoleErrors = true; // A page that is not there, the sign-in pages' own statuses, and a server that is killed.
        await PageJudge.WatchAsync(Page.Context);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_samples is not null)
            await _samples.DisposeAsync();
    }

    private protected override async Task<Uri> StartAsync()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("APP_URL") is { Length: > 0 }, "The walk begins with an empty store.");
        return await StartOwnAsync(Settings);
    }

    /// <summary>A server whose repositories take a minute to list, for the picker that is still loading; notifications that nobody receives.</summary>
    private static IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Demo__Seed"] = "false",
        ["Demo__Scale__Repositories"] = 5000.ToString(CultureInfo.InvariantCulture),
        ["Demo__Scale__Projects"] = 50.ToString(CultureInfo.InvariantCulture),
        ["Demo__Scale__BytesPerSecond"] = 60_000.ToString(CultureInfo.InvariantCulture),
        ["Mail__Host"] = "localhost",
        ["Mail__Port"] = "9",
        ["Mail__From"] = "connectwizard@spacetech.example",
        ["Notifications__Url"] = "http://localhost:9/",
        ["Notifications__Secret"] = "a key of many words, thirty-two or more characters long",
    };

    private async Task WalkAsync(IVisitor visitor, int width)
    {
        await Page.SetViewportSizeAsync(width, 800);
        var walk = new PageWalk(Page, World, visitor);
        await walk.VisitPagesAsync();
        await walk.VisitCheckPageAsync();
        await walk.VisitServerFormAsync();
        await walk.VisitChecksAsync();
        await walk.VisitPickerAsync();
        await walk.VisitReviewAsync();
        await walk.VisitProfileAsync();
        await walk.VisitConnectionAsync();
        await walk.VisitLoadingPickerAsync();
        await walk.VisitSignInAsync();
        await walk.VisitOrganizationsAsync();
        await walk.VisitAdministratorAsync(await OpenAsync());
        await walk.VisitWithoutScriptAsync(await OpenAsync(new BrowserNewContextOptions { JavaScriptEnabled = false }));
        await walk.OpenAsync("/connect");
        await OwnProduct!.KillAsync(Cancel);
        await walk.VisitLostServerAsync();
    }

    /// <summary>A demo as people find it, with its samples.</summary>
    private async Task WalkSamplesAsync(IVisitor visitor, int width)
    {
        _samples = await ProductProcess.StartAsync(null, 0, new Dictionary<string, string>(StringComparer.Ordinal) { ["Demo__Seed"] = "true" }, Cancel);
        OtherUrl = _samples.Url;
        await Page.GotoAsync(_samples.Url.AbsoluteUri);
        await Page.SetViewportSizeAsync(width, 800);
        await new PageWalk(Page, World, visitor).VisitSamplesAsync();
    }

    /// <summary>An installation as it is before its operator has configured anything.</summary>
    private async Task WalkPlainAsync(IVisitor visitor)
    {
        await using var plain = await ProductProcess.StartAsync(null, 0, new Dictionary<string, string>(StringComparer.Ordinal) { ["Demo__Enabled"] = "false" }, Cancel);
        OtherUrl = plain.Url;
        await Page.GotoAsync(new Uri(plain.Url, "/connect").AbsoluteUri);
        await new PageWalk(Page, World, visitor).VisitWithoutClientAsync();
        await Page.GotoAsync("about:blank");
    }
}
