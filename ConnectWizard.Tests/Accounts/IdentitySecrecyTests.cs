using System.Text;
using ConnectWizard.Checks;
using ConnectWizard.Connections;
using ConnectWizard.Storage;
using Shouldly;
using Xunit;

namespace ConnectWizard.Accounts;

/// <summary>What proves an application, and what it gets for it, is searched for in whatever the product writes. What browsers are sent is searched in the browser tests.</summary>
public sealed class IdentitySecrecyTests : ApplicationIdentityContext
{
    /// <summary>How a signed token begins: an assertion that the product signs or reads, in every request that it proves itself by.</summary>
    private const string SignedToken = "eyJhbGciOi";

    [Fact]
    public async Task Secrets_keys_assertions_and_tokens_are_in_no_log_no_report_and_not_readable_in_the_store()
    {
        var assertion = await File.ReadAllTextAsync(AssertionFile, Cancellation);
        assertion.ShouldStartWith(SignedToken);
        List<string> secrets = [Client("builder").ClientSecret, Client("outsider").ClientSecret, "a-wrong-secret", .. Cloud.BuilderCertificate.Split('\n')[^6..^3], assertion, assertion[..60], AssertionFile];
        var reports = new List<string>();
        foreach (var kind in (string[])["secret", "certificate", "Cluster", "Machine", "outsider"])
        {
            var account = kind == "outsider" ? (await App<IApplicationIdentities>().AddAsync(Owner, SecretOf(kind), Cancellation)).Value : (await AddAsync(kind)).Value;
            var token = await OpenAsync(account);
            secrets.Add(token);
            var report = CheckReport.Of(await CheckAsync(account, "spacetech"), Time.GetUtcNow(), new Secret(token));
            reports.AddRange([CheckReportText.Write(report), CheckReportJson.Write(report)]);
        }

        reports.Add($"{(await App<IApplicationIdentities>().AddAsync(Owner, SecretOf("builder", "a-wrong-secret"), Cancellation)).Problem}");

        Logs.Lines.ShouldContain(line => line.StartsWith("Debug:", StringComparison.Ordinal));
        string[] texts = [.. reports, .. Logs.Lines, .. Directory.GetFiles(Folder, "connectwizard.db*").Select(file => Encoding.Latin1.GetString(OpenFile.Read(file)))];
        string[] forms = [SignedToken, "client_assertion=", "PRIVATE KEY", .. secrets.SelectMany(TokenForms.Of).Select(Encoding.Latin1.GetString)];
        foreach (var form in forms)
            texts.ShouldAllBe(text => !text.Contains(form, StringComparison.Ordinal));
    }
}
