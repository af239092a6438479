using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Shouldly;
using Xunit;

namespace ConnectWizard.Browser;

/// <summary>
/// The proxies of the environment are not ours: a check of the product itself, started with all of them set, goes past them, and an address
/// that the policy forbids stays forbidden.
/// </summary>
public sealed class EnvironmentProxyTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    private readonly TcpListener _proxy = new(IPAddress.Loopback, 0);

    [Fact]
    [Trait("Kind", "Deep")]
    public async Task A_check_goes_past_the_proxies_of_the_environment()
    {
        await Wizard.PassCheckAsync(World, name: "Past the proxies");
        _proxy.Pending().ShouldBeFalse();

        foreach (var (url, item, code) in Failing)
        {
            var form = await Wizard.StartServerAsync();
            await form.FillAsync("Refused", url, "DefaultCollection", World.Token("full"));
            await (await form.SubmitAsync()).ShouldFailAsync(item, code);
            _proxy.Pending().ShouldBeFalse(url);
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _proxy.Dispose();
    }

    private protected override async Task<Uri> StartAsync()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("APP_URL") is { Length: > 0 }, "The environment of somebody else's installation is its own.");
        _proxy.Start();
        var proxy = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)_proxy.LocalEndpoint).Port}");
        var settings = Variables.ToDictionary(name => name, _ => proxy, StringComparer.Ordinal);
        settings["NO_PROXY"] = settings["no_proxy"] = "";
        return await StartOwnAsync(settings);
    }

    private static string[] Variables => ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"];

    private static (string Url, string CheckItem, string Code)[] Failing =>
        [("http://169.254.169.254", "policy", "address-not-allowed"), ("https://no-such-host.invalid", "dns", "name-unknown")];
}
