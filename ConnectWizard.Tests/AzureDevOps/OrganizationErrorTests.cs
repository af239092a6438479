using System.Text;
using ConnectWizard.Connections;
using Shouldly;
using Xunit;

namespace ConnectWizard.AzureDevOps;

/// <summary>Refusals of Azure DevOps Services as recorded or documented, and the problem that each is for an account's token and for a personal one.</summary>
public sealed class OrganizationErrorTests
{
    private const string Tenant = "5a3c6b1e-9d0f-4a86-8a50-3a9a3c8a7b11";
    private const string Marks = "ActivityId: 0f8fad5b-d9cb-469f-a165-70867728950e";
    private const string Challenge = $"WWW-Authenticate: Bearer authorization_uri=https://login.microsoftonline.com/{Tenant}\nWWW-Authenticate: Basic realm=\"https://tfsprodweu1.visualstudio.com/\"\nWWW-Authenticate: TFS-Federated";
    private const string Nobody = "X-TFS-ServiceError: TF400813%3A%20The%20user%20'aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa'%20is%20not%20authorized%20to%20access%20this%20resource.";

    [Theory]
    [InlineData(401, Marks + "\n" + Challenge + "\n" + Nobody, "", ProblemCode.OrganizationRefused, ProblemCode.TokenRefused)]
    [InlineData(401, "WWW-Authenticate: Basic realm=\"https://tfsprodweu1.visualstudio.com/\"", "", ProblemCode.OrganizationRefused, ProblemCode.TokenRefused)]
    [InlineData(401, Marks + "\nWWW-Authenticate: Bearer error=\"insufficient_claims\", claims=\"eyJ9\"", "", ProblemCode.SignInAgain, ProblemCode.TokenRefused)]
    [InlineData(401, Marks + "\nWWW-Authenticate: TFS-Federated, Bearer", """{"typeKey":"UnauthorizedRequestException","message":"TF400813: The user '1f0f5be5-8a11-6b25-b9ae-b3f4c3a0bb56' is not authorized."}""", ProblemCode.NotAMember, ProblemCode.NotAMember)]
    [InlineData(401, Marks + "\nX-TFS-ServiceError: TF401444%3A%20Please%20sign-in%20at%20least%20once", "", ProblemCode.OrganizationRefused, ProblemCode.OrganizationRefused)]
    [InlineData(203, Marks, "", ProblemCode.OrganizationRefused, ProblemCode.SignInPage)]
    [InlineData(401, Marks, """{"typeKey":"AccessCheckException","message":"Access Denied: The Personal Access Token used has expired."}""", ProblemCode.TokenExpired, ProblemCode.TokenExpired)]
    [InlineData(403, Marks, """{"message":"VS403463: The conditional access policy has failed."}""", ProblemCode.ConditionalAccess, ProblemCode.ConditionalAccess)]
    [InlineData(404, "", "", ProblemCode.OrganizationUnknown, ProblemCode.OrganizationUnknown)]
    [InlineData(404, Marks, "", ProblemCode.OrganizationUnknown, ProblemCode.OrganizationUnknown)]
    [InlineData(503, Marks, """{"message":"TF24668: The following team project collection is stopped: x."}""", ProblemCode.OrganizationStopped, ProblemCode.OrganizationStopped)]
    [InlineData(429, Marks, """{"message":"TF400733: The request has been canceled"}""", ProblemCode.Throttled, ProblemCode.Throttled)]
    public void A_refusal_is_read(int status, string headers, string body, ProblemCode ofAccount, ProblemCode ofToken)
    {
        var answer = Make(status, headers, body);
        var code = ApiErrorReader.Find(answer).ShouldNotBeNull();

        ApiErrorReader.ForOrganization(code, answer, new EntraAccessToken("e")).ShouldBe(ofAccount);
        ApiErrorReader.ForOrganization(code, answer, new Secret("p")).ShouldBe(ofToken);
    }

    [Theory]
    [InlineData(Challenge, Tenant)]
    [InlineData("X-VSS-ResourceTenant: " + Tenant, Tenant)]
    [InlineData("X-VSS-ResourceTenant: 00000000-0000-0000-0000-000000000000", null)]
    public void The_tenant_is_in_the_challenge_or_in_a_header(string headers, string? tenant) => Make(401, headers, "").Tenant.ShouldNotBeNull().TenantId.ShouldBe(tenant);

    [Fact]
    public void An_answer_without_both_says_nothing_of_a_tenant() => Make(401, "WWW-Authenticate: TFS-Federated, Bearer", "").Tenant.ShouldBeNull();

    private static ApiResponse Make(int status, string headers, string body)
    {
        using var response = new HttpResponseMessage();
        foreach (var header in headers.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            response.Headers.TryAddWithoutValidation(header[..header.IndexOf(':', StringComparison.Ordinal)], header[(header.IndexOf(':', StringComparison.Ordinal) + 2)..]).ShouldBeTrue();

        return new ApiResponse(status, response.Headers, body.Length > 0 ? "application/json" : "text/html", Encoding.UTF8.GetBytes(body));
    }
}
