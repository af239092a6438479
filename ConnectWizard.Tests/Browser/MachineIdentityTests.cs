using System.Net;
using System.Net.Sockets;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace ConnectWizard.Browser;

/// <summary>A managed identity is asked for at the metadata service's fixed address, whatever the environment names.</summary>
public sealed class MachineIdentityTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    private readonly TcpListener _other = new(IPAddress.Loopback, 0);

    [Fact]
    [Trait("Kind", "Deep")]
    public async Task An_endpoint_of_the_environment_is_not_called()
    {
        await Wizard.Cloud.StartAsync();
        await Page.GetByTestId("cloud-identity-open").ClickAsync();
        await Page.GetByTestId("cloud-identity-kind").SelectOptionAsync("offered:Build machine");
        await Page.GetByTestId("cloud-identity-submit").ClickAsync();

        await Expect(Page.GetByTestId("problem")).ToHaveAttributeAsync("data-code", "managed-identity-missing");
        _other.Pending().ShouldBeFalse();
    }

    public override async ValueTask DisposeAsync()
    {
        try
        {
            await base.DisposeAsync();
        }
        finally
        {
            _other.Dispose();
        }
    }

    private protected override async Task<Uri> StartAsync()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("APP_URL") is { Length: > 0 }, "The environment of somebody else's installation is its own.");
        _other.Start();
        var endpoint = $"http://{_other.LocalEndpoint}/msi/token";
        // As App Service has them, which the library would follow.
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["IDENTITY_ENDPOINT"] = endpoint, ["IDENTITY_HEADER"] = "word", ["MSI_ENDPOINT"] = endpoint };
        return await StartOwnAsync(environment);
    }
}
