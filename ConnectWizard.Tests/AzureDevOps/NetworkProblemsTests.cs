using System.Net;
using ConnectWizard.Connections;
using ConnectWizard.Network;
using Shouldly;
using Xunit;

namespace ConnectWizard.AzureDevOps;

public sealed class NetworkProblemsTests
{
    [Theory]
    [InlineData(NetworkFailureKind.NameUnknown, ProblemCode.NameUnknown)]
    [InlineData(NetworkFailureKind.NotAllowed, ProblemCode.AddressNotAllowed)]
    [InlineData(NetworkFailureKind.Refused, ProblemCode.ConnectionRefused)]
    [InlineData(NetworkFailureKind.Unreachable, ProblemCode.Unreachable)]
    [InlineData(NetworkFailureKind.TimedOut, ProblemCode.TimedOut)]
    [InlineData(NetworkFailureKind.Reset, ProblemCode.ConnectionReset)]
    [InlineData(NetworkFailureKind.ProxyRefused, ProblemCode.ProxyAnswered)]
    [InlineData(NetworkFailureKind.TlsUntrusted, ProblemCode.TlsUntrusted)]
    [InlineData(NetworkFailureKind.TlsSelfSigned, ProblemCode.TlsSelfSigned)]
    [InlineData(NetworkFailureKind.TlsExpired, ProblemCode.TlsExpired)]
    [InlineData(NetworkFailureKind.TlsWrongName, ProblemCode.TlsWrongName)]
    [InlineData(NetworkFailureKind.TlsProtocol, ProblemCode.TlsProtocol)]
    [InlineData(NetworkFailureKind.TlsFailed, ProblemCode.TlsFailed)]
    [InlineData(NetworkFailureKind.NotHttp, ProblemCode.NotHttp)]
    [InlineData(NetworkFailureKind.TooLarge, ProblemCode.AnswerTooLarge)]
    public void Each_failure_is_a_problem_with_host_and_port(NetworkFailureKind kind, ProblemCode code)
    {
        var problem = NetworkProblems.Of(new NetworkFailure(kind, "tfs.example", 8443));

        problem.Code.ShouldBe(code);
        problem.Arguments["host"].ShouldBe("tfs.example");
        problem.Arguments["port"].ShouldBe("8443");
        problem.Evidence.ShouldContain(new Evidence("Tried", "tfs.example:8443"));
    }

    [Fact]
    public void Every_kind_of_failure_is_in_the_table() =>
        Enum.GetValues<NetworkFailureKind>().ShouldAllBe(kind => NetworkProblems.Of(new NetworkFailure(kind, "tfs.example", 443)).Evidence.Count > 0);

    [Fact]
    public void A_refusal_of_the_policy_names_the_key_and_what_to_write_there()
    {
        var problem = NetworkProblems.Of(new NetworkFailure(NetworkFailureKind.NotAllowed, "tfs.example", 443)
        {
            Addresses = [IPAddress.Parse("10.0.0.5")],
            Refusals = [new OutboundRefusal("a private network", "tfs.example:443") { Address = IPAddress.Parse("10.0.0.5") }],
        });

        problem.Arguments["key"].ShouldBe("Network:AllowedNetworks");
        problem.Arguments["entry"].ShouldBe("tfs.example:443");
        problem.Arguments["network"].ShouldBe("a private network");
        problem.Evidence.ShouldBe([new Evidence("Tried", "tfs.example:443"), new Evidence("Permitted by", "Network:AllowedNetworks = tfs.example:443")]);
    }

    [Fact]
    public void A_refused_port_is_a_problem_of_its_own()
    {
        var problem = NetworkProblems.Of(new NetworkFailure(NetworkFailureKind.NotAllowed, "tfs.example", 8080) { Refusals = [new OutboundRefusal(null, "tfs.example:8080")] });

        problem.Code.ShouldBe(ProblemCode.PortNotAllowed);
        ProblemText.For(problem).What.ShouldBe("ConnectWizard may not connect to port 8080 of tfs.example.");
        ProblemText.For(problem).Repair.ShouldContain("adds tfs.example:8080 to Network:AllowedNetworks");
    }

    [Fact]
    public void A_certificate_is_told_by_its_names_issuer_and_date()
    {
        var problem = NetworkProblems.Of(new NetworkFailure(NetworkFailureKind.TlsExpired, "tfs.example", 443)
        {
            Certificate = new ServerCertificate(
                "CN=tfs.example", "CN=Corporate Root", new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero), new(2026, 10, 31, 0, 0, 0, TimeSpan.Zero),
                ["tfs.example", "tfs"], ["CN=tfs.example", "CN=Corporate Root"], "AB12"),
        });

        problem.Arguments["issuer"].ShouldBe("Corporate Root");
        problem.Arguments["names"].ShouldBe("tfs.example, tfs");
        problem.Arguments["date"].ShouldBe("2026-10-31");
        problem.Evidence.ShouldContain(new Evidence("Chain", "CN=tfs.example > CN=Corporate Root"));
        problem.Evidence.ShouldContain(new Evidence("Valid", "2024-01-01 to 2026-10-31"));
    }

    [Fact]
    public void A_proxy_s_status_is_passed_on()
    {
        var problem = NetworkProblems.Of(new NetworkFailure(NetworkFailureKind.ProxyRefused, "tfs.example", 443)
        {
            Proxy = new DnsEndPoint("proxy.example", 3128),
            Detail = "HTTP/1.1 407 Proxy Authentication Required",
        });

        problem.Arguments["status"].ShouldBe("407");
        problem.Evidence.ShouldContain(new Evidence("Proxy", "proxy.example:3128"));
    }
}
