using System.Net;
using System.Net.Sockets;
using ConnectWizard.Startup;
using ConnectWizard.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
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
            "--Support:Links:0:Url=//evil", "--Secrets:CertificatePassword=x",
        ];

        StartRefusal.TryDescribe(await Should.ThrowAsync<Exception>(() => ConnectWizardApp.BuildAsync(args, null, Cancellation)), out var message).ShouldBeTrue();

        foreach (var key in new[]
        {
            "--urls", "Store:Provider:", "Access:AllowAnonymous:", "PublicUrl:", "Support:Links:0:Text:", "Support:Links:0:Url:", "Secrets:CertificatePassword:",
        })
        {
            message.ShouldContain($"  - {key}");
        }

        message.ShouldNotContain("   at ");
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

        StartRefusal.TryDescribe(failure, out var message).ShouldBeTrue();
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
