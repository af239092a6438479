using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ConnectWizard.Connections;
using ConnectWizard.Storage;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Shouldly;
using Xunit;

namespace ConnectWizard.Accounts;

/// <summary>How the application proves itself at the token endpoint, at sign-in and at renewal.</summary>
public sealed class ClientProofTests : IDisposable
{
    private const string Password = "word";
    private readonly StoreFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_public_client_sends_its_verifier_alone()
    {
        await using var world = await SignInWorld.StartAsync();

        await world.SignInAsync();

        world.Provider.TokenForm.ContainsKey("code_verifier").ShouldBeTrue();
        world.Provider.TokenForm.Keys.ShouldAllBe(key => !key.StartsWith("client_secret") && !key.StartsWith("client_assertion"));
    }

    [Fact]
    public async Task A_secret_goes_along_at_sign_in_and_at_renewal()
    {
        await using var world = await SignInWorld.StartAsync(("AzureDevOps:Cloud:ClientSecret", "s3cret"));

        await EachTimeAsync(world, form => form["client_secret"].ToString().ShouldBe("s3cret"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_certificate_signs_a_statement_for_the_token_endpoint(bool isPfx)
    {
        var certificate = WriteCertificate(isPfx, out var file);
        await using var world = await SignInWorld.StartAsync(
            ("AzureDevOps:Cloud:ClientCertificate", file), ("AzureDevOps:Cloud:ClientCertificatePassword", isPfx ? Password : ""));

        await EachTimeAsync(world, form =>
        {
            var token = new JsonWebToken(form["client_assertion"].ToString());
            (token.Issuer, token.Subject, token.Audiences.Single()).ShouldBe((OpenIdProvider.ClientId, OpenIdProvider.ClientId, $"{world.Provider.Url}/token"));
            (token.ValidTo - token.ValidFrom).ShouldBe(TimeSpan.FromMinutes(5));
            token.GetHeaderValue<string>("x5t#S256").ShouldBe(Base64UrlEncoder.Encode(certificate.GetCertHash(HashAlgorithmName.SHA256)));
            var checks = new TokenValidationParameters
            {
                IssuerSigningKey = new X509SecurityKey(certificate),
                ValidateAudience = false,
                ValidateIssuer = false,
                ValidateLifetime = false,
            };
            new JsonWebTokenHandler().ValidateTokenAsync(token, checks).Result.IsValid.ShouldBeTrue();
        });
    }

    [Fact]
    public async Task A_federated_token_is_read_for_each_request()
    {
        var file = _folder.In("token");
        await using var world = await SignInWorld.StartAsync(("AzureDevOps:Cloud:ClientAssertionFile", file));
        var times = 0;
        await File.WriteAllTextAsync(file, "token-0\n", Cancellation);

        await EachTimeAsync(world, form =>
        {
            form["client_assertion"].ToString().ShouldBe($"token-{times}");
            File.WriteAllText(file, $"token-{++times}\n");
        });
    }

    [Theory]
    [InlineData(null)]
    [InlineData(" \n")]
    public async Task A_federated_token_that_is_missing_is_told_to_the_installations_administrator_without_its_path(string? content)
    {
        var file = _folder.In("token");
        if (content is not null)
            await File.WriteAllTextAsync(file, content, Cancellation);
        await using var world = await SignInWorld.StartAsync(("AzureDevOps:Cloud:ClientAssertionFile", file));

        (await world.SignInAsync()).ShouldBe($"/connect/{world.Draft}/cloud");

        var problem = (await world.ReadDraftAsync()).Cloud.Failure!.ToProblem();
        (problem.Code, ProblemCatalog.ResolvedByOf(problem)).ShouldBe((ProblemCode.AppUnknown, ResolvedBy.Us));
        problem.Arguments.Values.Concat(problem.Evidence.Select(row => row.Value)).ShouldAllBe(text => !text.Contains(file));
        world.Logs.Lines.ShouldAllBe(line => !line.Contains(file));
    }

    [Theory]
    [InlineData("wrong")]
    [InlineData("")]
    public void A_certificate_with_another_password_is_an_error_of_configuration(string password)
    {
        using var certificate = WriteCertificate(isPfx: true, out var file);
        var options = new SignInOptions { ClientCertificate = file, ClientCertificatePassword = password };

        new ValidateSignInOptions().Validate(null, options).Failures!.ShouldHaveSingleItem().ShouldStartWith("AzureDevOps:Cloud:ClientCertificate: ");
    }

    [Fact]
    public void A_certificate_without_its_key_one_that_is_not_there_and_two_proofs_are_errors_of_configuration()
    {
        using var certificate = WriteCertificate(isPfx: false, out var file);
        File.WriteAllText(file, certificate.ExportCertificatePem());

        foreach (var options in new[]
        {
            new SignInOptions { ClientCertificate = file },
            new SignInOptions { ClientCertificate = _folder.In("nothing.pem") },
            new SignInOptions { ClientSecret = "x", ClientAssertionFile = "y" },
        })
        {
            new ValidateSignInOptions().Validate(null, options).Failures!.ShouldHaveSingleItem();
        }
    }

    /// <summary>Looks at the form of the sign-in and at that of a renewal.</summary>
    private static async Task EachTimeAsync(SignInWorld world, Action<Microsoft.AspNetCore.Http.IFormCollection> look)
    {
        (await world.SignInAsync()).ShouldBe($"/connect/{world.Draft}/organization");
        look(world.Provider.TokenForm);
        world.Time.Advance(TimeSpan.FromHours(1));
        (await world.Tokens.OpenAsync((await world.ReadAccountAsync()).Id, Cancellation)).Succeeded.ShouldBeTrue();
        world.Provider.TokenForm["grant_type"].ToString().ShouldBe("refresh_token");
        look(world.Provider.TokenForm);
    }

    private X509Certificate2 WriteCertificate(bool isPfx, out string file)
    {
        using var key = SharedRsa.Open();
        var request = new CertificateRequest("CN=build tool", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        file = _folder.In(isPfx ? "app.pfx" : "app.pem");
        if (isPfx)
            File.WriteAllBytes(file, certificate.Export(X509ContentType.Pkcs12, Password));
        else
            File.WriteAllText(file, certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem());
        return certificate;
    }
}
