using System.Web;
using ConnectWizard.Connections;
using ConnectWizard.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using NSubstitute;
using Xunit;

namespace ConnectWizard.Accounts;

/// <summary>The product and a provider that is not ours, with a browser that has begun a draft.</summary>
internal sealed class SignInWorld : IAsyncDisposable
{
    private SignInWorld(OpenIdProvider provider, RunningApp app, ManualTime time, CollectedLogs logs) =>
        (Provider, App, Time, Logs) = (provider, app, time, logs);

    /// <summary>The one link that was sent to an administrator.</summary>
    public const string Link = "AAAAAAAAAAAAAAAAAAAAAA";

    public OpenIdProvider Provider { get; }

    public RunningApp App { get; }

    public ManualTime Time { get; }

    public CollectedLogs Logs { get; }

    public SignInBrowser Browser { get; private set; } = new();

    public OwnerId Owner { get; private set; }

    public DraftId Draft { get; private set; }

    public IDraftStore Drafts => App.Services.GetRequiredService<IDraftStore>();

    public ICloudAccounts Accounts => App.Services.GetRequiredService<ICloudAccounts>();

    public IAccountTokens Tokens => App.Services.GetRequiredService<IAccountTokens>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<SignInWorld> StartAsync(params (string Key, string Value)[] settings)
    {
        var provider = await OpenIdProvider.StartAsync();
        // The browser drops cookies by the machine's clock, so ours begins with it.
        var (time, logs) = (new ManualTime(DateTimeOffset.UtcNow), new CollectedLogs());
        var app = await RunningApp.StartAsync(Cancellation, [.. provider.Settings(), ("Logging:LogLevel:Default", "Trace"), ("Logging:LogLevel:Microsoft.AspNetCore", "Trace"), .. settings], builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(time);
            builder.Services.Replace(ServiceDescriptor.Singleton(OneLink));
            builder.Logging.AddProvider(logs);
        });
        var world = new SignInWorld(provider, app, time, logs);
        await world.BeginAsync();
        return world;
    }

    /// <summary>A browser that has not been here, and its draft; in place of the one before.</summary>
    public async Task BeginAsync()
    {
        Browser.Dispose();
        Browser = new SignInBrowser();
        Owner = await VisitAsync(Browser);
        Draft = (await Drafts.CreateAsync(Owner, ProviderKind.Services, Cancellation)).Id;
    }

    private static ISignInLinks OneLink
    {
        get
        {
            var links = Substitute.For<ISignInLinks>();
            links.IsOpenAsync(Link, Arg.Any<CancellationToken>()).Returns(true);
            return links;
        }
    }

    public Uri At(string path) => new(App.Client.BaseAddress!, path);

    /// <summary>Goes to the provider and comes back, up to the address of the return.</summary>
    public Task<Uri> GoThereAsync(string begin) => GoThereAsync(begin, Browser);

    /// <summary>The whole way.</summary>
    /// <returns>The local path at which it ends.</returns>
    public async Task<string> SignInAsync(string? begin = null) =>
        (await Browser.RedirectOfAsync(await GoThereAsync(begin ?? SignInUrl.ForDraft(Draft)))).PathAndQuery;

    /// <summary>The whole way in another browser, which has opened a page before.</summary>
    /// <returns>The local path at which it ends, and who that browser is.</returns>
    public async Task<(string Path, OwnerId Owner)> SignInAsync(string begin, SignInBrowser browser)
    {
        var owner = await VisitAsync(browser);
        return ((await browser.RedirectOfAsync(await GoThereAsync(begin, browser))).PathAndQuery, owner);
    }

    /// <summary>The return as the provider would send it with other parameters.</summary>
    public async Task<Uri> ReturnWithAsync(string parameters, string? tenant = null)
    {
        var there = await Browser.RedirectOfAsync(At(SignInUrl.ForDraft(Draft, tenant: tenant)));
        return At($"{SignInUrl.ReturnPath}?{parameters}&state={Uri.EscapeDataString(HttpUtility.ParseQueryString(there.Query)["state"]!)}");
    }

    public async Task<ConnectionDraft> ReadDraftAsync() => (await Drafts.FindAsync(Draft, Owner, Cancellation)).Value!;

    public async Task<CloudAccount> ReadAccountAsync() => (await Accounts.ListAsync(Owner, Cancellation)).Single();

    public async ValueTask DisposeAsync()
    {
        Browser.Dispose();
        await App.DisposeAsync();
        await Provider.DisposeAsync();
        Logs.Dispose();
    }

    /// <summary>The same in another browser.</summary>
    public async Task<Uri> GoThereAsync(string begin, SignInBrowser browser) => await browser.RedirectOfAsync(await browser.RedirectOfAsync(At(begin)));

    private async Task<OwnerId> VisitAsync(SignInBrowser browser)
    {
        (await browser.GetAsync(At("/connect"))).Dispose();
        return browser.OwnerAt(App.Client.BaseAddress!);
    }
}
