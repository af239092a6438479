using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using ConnectWizard.Browser.Pages;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace ConnectWizard.Browser;

/// <summary>A browser test: a browser context of its own, so a person of its own, and a watch over what leaves the origin.</summary>
[Trait("Kind", "Browser")]
public abstract partial class BrowserTest(BrowserFixture fixture) : IAsyncLifetime
{
    private readonly ConcurrentQueue<string> _strayRequests = new();
    private readonly ConcurrentQueue<string> _consoleErrors = new();
    private readonly List<IBrowserContext> _contexts = [];
    private int _loggedBefore;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected BrowserFixture Fixture => fixture;

    private protected Uri Url { get; private set; } = new("about:blank");

    /// <summary>Where the same product can be reached as well, by another node.</summary>
    private protected Uri? OtherUrl { get; set; }

    private protected IPage Page { get; private set; } = null!;

    private protected DemoWorld World { get; private set; } = null!;

    private protected WizardModel Wizard => new(Page);

    public virtual async ValueTask InitializeAsync()
    {
        Url = await StartAsync();
        _loggedBefore = Product?.Log.Length ?? 0;
        if (HasWorld)
            World = await DemoWorld.OpenAsync(Product, Cancel);
        Page = await OpenAsync();
    }

    public virtual async ValueTask DisposeAsync()
    {
        try
        {
            var hasFailed = TestContext.Current.TestState?.Result == TestResult.Failed;
            foreach (var (number, context) in _contexts.Index())
            {
                if (hasFailed)
                    await KeepAsync(context, number);

                await context.DisposeAsync();
            }

            GC.SuppressFinalize(this);
            _strayRequests.ShouldBeEmpty("a request left the origin");
            _consoleErrors.ShouldBeEmpty("the browser's console has errors");
            FailedCircuit.ShouldBeNull("the product has logged a failed circuit");
        }
        finally
        {
            if (OwnProduct is not null)
                await OwnProduct.DisposeAsync();
        }
    }

    /// <summary>The product under test is a process with the demo; false for a class that holds its product, and what is beside it, itself.</summary>
    private protected virtual bool HasWorld => true;

    /// <summary>Nothing waits for an animation; a class that judges what moves has them.</summary>
    private protected virtual ReducedMotion Motion => ReducedMotion.Reduce;

    /// <summary>Where such a class has its authorization server.</summary>
    private protected Uri? SignInServer { get; set; }

    /// <summary>The product under test; null when it is somebody else's.</summary>
    private protected ProductProcess? Product => OwnProduct ?? ClassProduct ?? fixture.Product;

    /// <summary>A product that the tests of the class share, and that ends with all tests.</summary>
    private protected ProductProcess? ClassProduct { get; set; }

    /// <summary>What the product has logged since the test began.</summary>
    private string Logged => Product?.Log is { } log ? log[Math.Min(_loggedBefore, log.Length)..] : "";

    /// <summary>What was logged of a circuit that ended with an exception.</summary>
    private string? FailedCircuit => Logged.Split("Unhandled exception in circuit").Skip(1).Select(text => text[..Math.Min(4_000, text.Length)]).FirstOrDefault(text => !IsOfPageThatLeft(text));

    /// <summary>
    /// The framework calls a script of a page that has left meanwhile: its list when it is disposed of, its navigation (in .NET 10.0: VirtualizeJsInterop,
    /// RemoteNavigationManager). That circuit was over. A call of ours that is not guarded is a fault all the same.
    /// </summary>
    private static bool IsOfPageThatLeft(string failure)
    {
        var lines = failure.Split('\n').Select(line => line.Trim()).ToList();
        var stack = lines.SkipWhile(line => !line.StartsWith("at ", StringComparison.Ordinal)).TakeWhile(line => line.StartsWith("at ", StringComparison.Ordinal)).ToList();
        return stack.Count > 0 && (failure.Contains("TaskCanceledException", StringComparison.Ordinal) || failure.Contains("JSDisconnectedException", StringComparison.Ordinal))
            && (stack[0].StartsWith("at Microsoft.JSInterop.JSRuntime.InvokeAsync", StringComparison.Ordinal) || stack[0].Contains(".RemoteJSRuntime.BeginInvokeJS(", StringComparison.Ordinal))
            && !stack.Exists(line => line.StartsWith("at ConnectWizard.", StringComparison.Ordinal));
    }

    /// <summary>A product of the test's own, which ends with it, however that is; null for the shared one.</summary>
    private protected ProductProcess? OwnProduct { get; set; }

    /// <summary>The address under test; a class that restarts the product starts its own.</summary>
    private protected virtual Task<Uri> StartAsync() => fixture.GetUrlAsync(Cancel);

    private protected async Task<Uri> StartOwnAsync(IReadOnlyDictionary<string, string>? settings = null, string? folder = null)
    {
        OwnProduct = await ProductProcess.StartAsync(folder, 0, settings, Cancel);
        return OwnProduct.Url;
    }

    /// <summary>A page in a new context: another person's browser.</summary>
    private protected async Task<IPage> OpenAsync(BrowserNewContextOptions? options = null)
    {
        var browser = await fixture.OpenBrowserAsync();
        options ??= new BrowserNewContextOptions();
        options.BaseURL = Url.AbsoluteUri;
        options.Locale = "en-GB";
        options.ReducedMotion ??= Motion;
        var context = await browser.NewContextAsync(options);
        _contexts.Add(context);
        context.SetDefaultTimeout(15_000);
        context.Request += (_, request) => Watch(request.Url);
        context.Console += (_, message) => Hear(message);
        await FailureTrace.StartAsync(context);
        return await context.NewPageAsync();
    }

    /// <summary>Errors that a test provokes on purpose: a killed server cannot be reached.</summary>
    private protected bool ExpectsConsoleErrors { get; set; }

    private protected static async Task ShouldBeAccessibleAsync(IPage page)
    {
        // A circuit that starts takes the prerendered title away for a moment.
        await Assertions.Expect(page.Locator("[data-interactive='false']")).ToHaveCountAsync(0);
        await Assertions.Expect(page).ToHaveTitleAsync(AnyTitle());
        (await page.RunAxe()).Violations.Select(violation => $"{violation.Id} at {string.Join(", ", violation.Nodes.Select(node => node.Html))}").ShouldBeEmpty();
    }

    [GeneratedRegex(".", RegexOptions.None, 1000)]
    private static partial Regex AnyTitle();

    private void Watch(string requested)
    {
        var uri = new Uri(requested);
        if (uri.Scheme is "http" or "https" or "ws" or "wss" && uri.Authority != Url.Authority && uri.Authority != OtherUrl?.Authority && !IsSignInServer(uri))
            _strayRequests.Enqueue(requested);
    }

    /// <summary>Signing in happens at the authorization server's own pages, which the demo's emulator has.</summary>
    private bool IsSignInServer(Uri uri) => uri.Authority == SignInServer?.Authority || World is not null && uri.Authority == World.Url.Authority && uri.AbsolutePath.StartsWith("/cloud/login.", StringComparison.Ordinal);

    private void Hear(IConsoleMessage message)
    {
        var isRefusal = message.Text.Contains("Content Security Policy", StringComparison.Ordinal);
        // Also said to a page that is going away, when its last message comes after its farewell. Whether a circuit failed is in the product's log.
        var isFarewell = message.Text.Contains("Circuit has been shut down due to error", StringComparison.Ordinal);
        if (message.Type == "error" && !isFarewell && (isRefusal || !ExpectsConsoleErrors))
            _consoleErrors.Enqueue(message.Text);
    }

    /// <summary>A picture of each page and a trace, for <c>docs/testing.md</c>.</summary>
    private async Task KeepAsync(IBrowserContext context, int number)
    {
        var shown = TestContext.Current.Test?.TestDisplayName ?? GetType().Name;
        var name = string.Concat(shown[(shown.IndexOf(GetType().Name, StringComparison.Ordinal) is >= 0 and var at ? at : 0)..].Split([.. Path.GetInvalidFileNameChars(), '"', ':', '?', '*']));
        var file = Path.Combine(Artifacts.Folder("browser"), $"{name[..Math.Min(name.Length, 120)]}{(number == 0 ? "" : $".{number + 1}")}");
        foreach (var (index, page) in context.Pages.Index())
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = $"{file}{(index == 0 ? "" : $"-{index + 1}")}.png", FullPage = true });

        await FailureTrace.KeepAsync(context, file + ".zip", HasWorld ? World.Tokens : []);
        await File.WriteAllTextAsync(file + ".log", Logged, CancellationToken.None);
    }
}
