using System.Net;
using System.Net.Sockets;
using ConnectWizard.Access;
using ConnectWizard.Network;
using ConnectWizard.Startup;
using ConnectWizard.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace ConnectWizard;

public sealed class ConnectWizardAppTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_faults_of_all_sections_are_told_at_once_each_with_its_key()
    {
        string[] args =
        [
            "--urls", "http://0.0.0.0:0", "--Store:Provider=Oracle", "--Access:AllowAnonymous=perhaps", "--PublicUrl=ftp://x",
            "--Support:Links:0:Url=//evil", "--Secrets:CertificatePassword=x", "--Network:ConnectTo:0=x", "--AzureDevOps:Server:MinimumVersion=2018",
        ];

        StartupFailure.TryDescribe(await Should.ThrowAsync<Exception>(() => ConnectWizardApp.BuildAsync(args, null, Cancellation)), out var message).ShouldBeTrue();

        foreach (var key in new[]
        {
            "--urls", "Store:Provider:", "Access:AllowAnonymous:", "PublicUrl:", "Support:Links:0:Text:", "Support:Links:0:Url:", "Secrets:CertificatePassword:",
            "Network:ConnectTo:0:", "AzureDevOps:Server:MinimumVersion:",
        })
        {
            message.ShouldContain($"  - {key}");
        }

        message.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task A_list_that_is_configured_once_is_bound_once()
    {
        (string Key, string Value)[] settings =
        [
            ("Network:AllowedNetworks:0", "192.0.2.0/24"), ("Network:ConnectTo:0", "azure.example.com:443:192.0.2.1:8443"),
            ("Network:OutboundAddresses:0", "198.51.100.7"), ("Network:Proxy:Exceptions:0", "*.example.com"), ("Support:Links:0:Text", "Help"), ("Support:Links:0:Url", "/help/token"),
        ];
        await using var app = await RunningApp.StartAsync(Cancellation, settings);

        var network = app.Services.GetRequiredService<IOptions<NetworkOptions>>().Value;

        network.AllowedNetworks.ShouldBe(["192.0.2.0/24"]);
        network.ConnectTo.ShouldBe(["azure.example.com:443:192.0.2.1:8443"]);
        network.OutboundAddresses.ShouldBe(["198.51.100.7"]);
        network.Proxy.Exceptions.ShouldBe(["*.example.com"]);
        app.Services.GetRequiredService<IOptions<SupportOptions>>().Value.Links.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_refused_start_ends_the_process_with_an_error_code() =>
        (await ConnectWizardApp.RunAsync(["--Store:Provider=PostgreSql"], Cancellation)).ShouldBe(1);

    [Fact]
    public async Task An_address_in_use_is_told_in_a_sentence()
    {
        using var folder = new StoreFolder();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var url = $"http://{taken.LocalEndpoint}";
        await using var app = await ConnectWizardApp.BuildAsync(["--urls", url], builder =>
        {
            builder.Logging.ClearProviders();
            builder.Configuration.AddInMemoryCollection(folder.Settings());
        }, Cancellation);

        var failure = await Should.ThrowAsync<IOException>(() => app.StartAsync(Cancellation));

        StartupFailure.TryDescribe(failure, out var message).ShouldBeTrue();
        message.ShouldContain(url);
        message.ShouldContain("--urls");
    }

    [Fact]
    public async Task Settings_are_read_beside_the_program_and_not_from_where_it_was_started()
    {
        await using var app = await RunningApp.StartAsync(Cancellation);
        var configuration = (IConfiguration)app.Services.GetService(typeof(IConfiguration))!;

        configuration["Store:Provider"].ShouldBe("Sqlite");
        configuration["contentRoot"].ShouldBe(AppContext.BaseDirectory);
    }
}
