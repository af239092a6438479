using System.Diagnostics;
using System.Globalization;
using ConnectWizard.Accounts;
using ConnectWizard.AzureDevOps;
using ConnectWizard.Browser;
using ConnectWizard.Connections;
using ConnectWizard.Storage;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace ConnectWizard.Network.Hostile;

/// <summary>
/// Sixteen hostile servers at once for ten minutes: each has a profile that is polled and a person who opens its repositories again and again. The
/// product is a process of its own with a limit on its memory. Alone, for a server that is well must find time to answer. <c>HOSTILE_MINUTES</c> shortens
/// it, for trying.
/// </summary>
[Collection(nameof(HostileLoadTests))]
[CollectionDefinition(nameof(HostileLoadTests), DisableParallelization = true)]
[Trait("Kind", "Deep")]
public sealed class HostileLoadTests(BrowserFixture fixture, EdgeFixture edge) : BrowserTest(fixture), IClassFixture<EdgeFixture>
{
    /// <summary>
    /// In bytes, of the managed heap: 24 MB are enough for the product when it is idle. What it holds beyond that are 100 MB of lists, what is being read, and
    /// what is shown. Beyond it an allocation fails, which the log tells. Without a limit the collector takes memory before it takes garbage away.
    /// </summary>
    private const long MaxHeap = (24 + 150) * 1024 * 1024;

    /// <summary>Of the working set, which has what is outside of the heap, too.</summary>
    private const long MaxGrowth = 200L * 1024 * 1024;

    private const int MaxAttempts = 3;

    private static readonly TimeSpan Duration = TimeSpan.FromMinutes(
        double.TryParse(Environment.GetEnvironmentVariable("HOSTILE_MINUTES"), CultureInfo.InvariantCulture, out var minutes) ? minutes : 10);

    private readonly StoreFolder _place = new();
    private readonly List<LoopbackServer> _servers = [];
    private readonly List<DraftId> _drafts = [];
    private readonly BrowserCookie _browser = BrowserCookie.New();

    private protected override bool HasWorld => false;

    [Fact]
    public async Task Memory_is_bounded_others_are_served_and_a_deletion_takes_the_token_away()
    {
        ExpectsConsoleErrors = true;
        await CheckAsync();
        await CheckAsync();
        var idle = WorkingSet();
        var highest = 0L;
        var clock = Stopwatch.StartNew();
        var readers = _drafts.ConvertAll(draft => ReadAsync(draft, clock));
        while (clock.Elapsed < Duration)
        {
            await CheckAsync();
            for (var sample = 0; sample < 20; sample++)
            {
                highest = Math.Max(highest, WorkingSet());
                await Task.Delay(100, Cancel);
            }
        }

        await Task.WhenAll(readers);
        TestContext.Current.SendDiagnosticMessage($"Idle {idle / 1024 / 1024} MB, highest {highest / 1024 / 1024} MB");
        OwnProduct!.Log.ShouldNotContain("OutOfMemory");
        (highest - idle).ShouldBeLessThan(MaxGrowth);
        for (var left = _servers.Count - 1; left >= 0; left--)
        {
            await DeleteAsync();
            _place.Sql("SELECT COUNT(*) FROM credentials WHERE pending = 0").ShouldBe([left.ToString(CultureInfo.InvariantCulture)]);
        }
    }

    public override async ValueTask DisposeAsync()
    {
        try
        {
            await base.DisposeAsync();
        }
        finally
        {
            foreach (var server in _servers)
                await server.DisposeAsync();
            _place.Dispose();
        }
    }

    private protected override async Task<Uri> StartAsync()
    {
        var settings = edge.Settings.ToDictionary(setting => setting.Key.Replace(":", "__", StringComparison.Ordinal), setting => setting.Value, StringComparer.Ordinal);
        await using (var store = await TestStore.StartAsync(_place, Cancel))
        {
            foreach (var (position, (_, answer)) in HostileServers.All.Index())
            {
                var server = await LoopbackServer.StartAsync(context => HostileServers.AnswerAsync(context, answer));
                _servers.Add(server);
                var name = string.Create(CultureInfo.InvariantCulture, $"hostile{position}.example");
                settings[string.Create(CultureInfo.InvariantCulture, $"Network__ConnectTo__{edge.Settings.Count + position}")] = $"{name}:80:127.0.0.1:{server.Port}";
                await StoreAsync(store, new ServerTarget(new ServerAddress("http", name, 80, ""), "Main"));
            }
        }

        foreach (var (key, value) in _place.Settings())
            settings[key.Replace(":", "__", StringComparison.Ordinal)] = value!;
        settings["ASPNETCORE_ENVIRONMENT"] = "Production";
        settings["Webhooks__PollInterval"] = "00:00:10";
        settings["DOTNET_gcServer"] = "0";
        // In hexadecimal, 4 MB. New objects have as much room as the processor has cache, otherwise, which the limit would have to hold beside what is in use.
        settings["DOTNET_GCgen0size"] = "400000";
        settings["DOTNET_GCHeapHardLimit"] = MaxHeap.ToString("X", CultureInfo.InvariantCulture);
        return await StartOwnAsync(settings);
    }

    /// <summary>A polled profile, and the draft of a person who is about to pick a repository.</summary>
    private async Task StoreAsync(TestStore store, ServerTarget target)
    {
        var profile = Samples.Profile() with { TriggerSource = TriggerSource.Polling, TriggerPullRequest = true };
        await store.Services.StoreProfileAsync(target, Samples.Token(), profile, Cancel);
        var draft = await store.Drafts.CreateAsync(_browser.Owner, ProviderKind.Server, Cancel);
        var credential = await store.Credentials.KeepPendingAsync(Samples.Token(), target, Cancel);
        await store.Drafts.UpdateAsync(draft.Id, _browser.Owner, it => it.Answered(credential, profile, target) with { Repository = null, Review = null }, Cancel);
        _drafts.Add(draft.Id);
    }

    private async Task ReadAsync(DraftId draft, Stopwatch clock)
    {
        var page = await OpenAsync();
        await page.Context.AddCookiesAsync([new Cookie { Name = BrowserCookie.Name, Value = _browser.Value, Url = Url.AbsoluteUri }]);
        while (clock.Elapsed < Duration)
        {
            await page.GotoAsync($"/connect/{draft}/repository", new PageGotoOptions { Timeout = 120_000 });
            try
            {
                await page.Locator("[data-testid=problem], [data-testid=repo-count][data-complete=true]").First.WaitForAsync(new LocatorWaitForOptions { Timeout = 20_000 });
            }
            catch (TimeoutException)
            {
                // One that never ends is left, as people do.
            }
        }
    }

    /// <summary>An ordinary check of a server that is well. It shares the processors with those that send and those that watch: where it answers too late, a person tries again.</summary>
    private async Task CheckAsync()
    {
        await Page.GotoAsync("/check", new PageGotoOptions { Timeout = 120_000 });
        await Wizard.Server.FillAsync(null, "https://azure.spacetech.example", "DefaultCollection", edge.Token("full").Reveal());
        var check = await Wizard.Server.SubmitAsync();
        await Expect(check.Retry).ToBeEnabledAsync(new() { Timeout = 120_000 });
        for (var attempt = 1; attempt < MaxAttempts && await check.Problem.CountAsync() > 0 && await check.Problem.GetAttributeAsync("data-code") == "timed-out"; attempt++)
        {
            await check.Retry.ClickAsync();
            await Expect(check.Retry).ToBeDisabledAsync();
            await Expect(check.Retry).ToBeEnabledAsync(new() { Timeout = 120_000 });
        }

        await Expect(check.CheckItem("webhooks")).ToHaveAttributeAsync("data-state", "passed");
    }

    private async Task DeleteAsync()
    {
        await Page.GotoAsync("/", new PageGotoOptions { Timeout = 120_000 });
        await Page.Locator("[data-testid=connection-row] a").First.ClickAsync();
        await Page.GetByTestId("connection-menu").GetByRole(AriaRole.Button).ClickAsync();
        await Page.GetByTestId("connection-delete").ClickAsync();
        await Page.GetByTestId("confirm-name").FillAsync("Werk 1");
        await Page.GetByTestId("confirm").ClickAsync();
        await Expect(Page.GetByTestId("removal-receipt")).ToContainTextAsync("Its token was deleted", new() { Timeout = 60_000 });
    }

    private long WorkingSet()
    {
        using var process = Process.GetProcessById(OwnProduct!.Id);
        return process.WorkingSet64;
    }
}
