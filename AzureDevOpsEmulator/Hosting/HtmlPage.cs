using System.Text;
using System.Text.Encodings.Web;

namespace AzureDevOpsEmulator.Hosting;

/// <summary>The plain pages that a server shows to browsers, and to clients that expected JSON.</summary>
internal static class HtmlPage
{
    public static async Task WriteAsync(HttpResponse response, int status, string title, string text, CancellationToken cancellationToken)
    {
        var encoder = HtmlEncoder.Default;
        var page = $"<!DOCTYPE html>\r\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>{encoder.Encode(title)}</title></head>"
            + $"<body><h1>{encoder.Encode(title)}</h1><p>{encoder.Encode(text)}</p></body></html>\r\n";
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        var bytes = Encoding.UTF8.GetBytes(page);
        response.ContentLength = bytes.Length;
        await response.Body.WriteAsync(bytes, cancellationToken);
    }
}
