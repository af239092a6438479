using System.Diagnostics;
using System.Globalization;
using System.Text;
using AzureDevOpsEmulator;
using AzureDevOpsEmulator.Authentication;
using ConnectWizard.Connections;

namespace ConnectWizard.Benchmarks.Checking;

/// <summary>One curl that sends requests one after another, over one connection as far as the server lets it.</summary>
internal static class CurlRun
{
    /// <summary>The sum of what curl says each request took, in milliseconds; its own start is not in it.</summary>
    public static async Task<double> TimeAsync(Emulator emulator, Secret token, IEnumerable<LoggedRequest> requests)
    {
        var target = emulator.Endpoints.First(endpoint => endpoint is { Host: "fleet.spacetech.example", Port: 443 });
        using var curl = Process.Start(new ProcessStartInfo("curl", ["--silent", "--config", "-"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        var way = string.Create(CultureInfo.InvariantCulture, $"{target.Host}:443:{target.Target.Address}:{target.Target.Port}");
        await curl.StandardInput.WriteAsync(string.Join("next\n", requests.Select(request => Configure(request, way, emulator.CertificateAuthorityFile, token))));
        curl.StandardInput.Close();
        var lines = await curl.StandardOutput.ReadToEndAsync();
        await curl.WaitForExitAsync();
        return lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Sum(line => double.Parse(line, CultureInfo.InvariantCulture)) * 1000;
    }

    /// <summary>On curl's standard input: a token must not stand on a command line.</summary>
    private static string Configure(LoggedRequest request, string way, string authority, Secret token)
    {
        var lines = new StringBuilder()
            .AppendLine(CultureInfo.InvariantCulture, $"url = \"https://{request.Host}{request.Target}\"")
            .AppendLine(CultureInfo.InvariantCulture, $"request = \"{request.Method}\"")
            .AppendLine(CultureInfo.InvariantCulture, $"connect-to = \"{way}\"")
            .AppendLine(CultureInfo.InvariantCulture, $"cacert = \"{authority}\"")
            .AppendLine("globoff")
            .AppendLine("output = \"/dev/null\"")
            .AppendLine("write-out = \"%{time_total}\\n\"");
        if (request.Credential == CredentialKind.Basic)
            lines.AppendLine(CultureInfo.InvariantCulture, $"user = \":{token.Reveal()}\"");
        return lines.ToString();
    }
}
