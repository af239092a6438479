namespace AzureDevOpsEmulator.Entra.Pages;

/// <summary>Sends an answer to the application in a form that submits itself, or with a button where scripts are off.</summary>
internal static class FormPostPage
{
    public static EntraPage For(string address, IEnumerable<KeyValuePair<string, string>> answer)
    {
        var fields = answer.Select(pair => $"<input type=\"hidden\" name=\"{pair.Key}\" value=\"{EntraPage.Text(pair.Value)}\">");
        return new EntraPage(
            "form-post", "Working...",
            $"<form name=\"hiddenform\" method=\"post\" action=\"{EntraPage.Text(address)}\">{string.Concat(fields)}"
            + "<noscript><p>Script is disabled. Click Submit to continue.</p><button type=\"submit\" data-testid=\"submit\">Submit</button></noscript></form>"
            + "<script>document.forms[0].submit();</script>");
    }
}
