using System.Net.Sockets;
using System.Security.Authentication;
using Npgsql;
using Shouldly;
using Xunit;

namespace ConnectWizard.Storage.PostgreSql;

public sealed class PostgreSqlFailureTests
{
    [Theory]
    [InlineData("28P01", "does not let ConnectWizard in (said the server)")]
    [InlineData("28000", "does not let ConnectWizard in")]
    [InlineData("3D000", "no such database")]
    [InlineData("42501", "lacks a right")]
    [InlineData("3F000", "lacks a right")]
    [InlineData("55P03", "another node has been writing")]
    [InlineData("25006", "a standby")]
    [InlineData("53300", "said the server (53300).")]
    public void What_the_server_says_is_told_with_its_meaning(string state, string reason) =>
        PostgreSqlFailure.Explain(new PostgresException("said the server", "FATAL", "FATAL", state, detail: "hush")).ShouldNotBeNull()
            .ShouldSatisfyAllConditions(text => text.ShouldContain(reason), text => text.ShouldNotContain("hush"));

    [Fact]
    public void What_the_driver_meets_on_its_way_is_told()
    {
        PostgreSqlFailure.Explain(new NpgsqlException("x", new AuthenticationException("bad chain."))).ShouldBe("no encrypted connection could be made (bad chain).");
        PostgreSqlFailure.Explain(new NpgsqlException("x", new TimeoutException())).ShouldBe("the server did not answer in time.");
        PostgreSqlFailure.Explain(new TimeoutException()).ShouldBe("the server did not answer in time.");
        PostgreSqlFailure.Explain(new SocketException((int)SocketError.HostNotFound)).ShouldNotBeNull().ShouldStartWith("the server cannot be reached");
        PostgreSqlFailure.Explain(new FileNotFoundException("no root.pem.")).ShouldBe("no root.pem.");
    }

    [Fact]
    public void A_bug_is_no_failure_of_the_database() => PostgreSqlFailure.Explain(new InvalidOperationException()).ShouldBeNull();
}
