using System.Text.Encodings.Web;

namespace AzureDevOpsEmulator.Hosting;

/// <summary>Writes whole responses.</summary>
internal static class ResponseWriter
{
    public static async Task WriteAsync(this HttpContext context, int status, string contentType, ReadOnlyMemory<byte> body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    public static Task WriteAsync(this HttpContext context, int status, string contentType, string body) =>
        context.WriteAsync(status, contentType, Encoding.UTF8.GetBytes(body));

    /// <summary>Writes a plain page of the server.</summary>
    public static Task WriteHtmlAsync(this HttpContext context, int status, string title, string text)
    {
        var encoder = HtmlEncoder.Default;
        var page = $"<!DOCTYPE html>\r\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>{encoder.Encode(title)}</title></head>"
            + $"<body><h1>{encoder.Encode(title)}</h1><p>{encoder.Encode(text)}</p></body></html>\r\n";
        return context.WriteAsync(status, "text/html; charset=utf-8", page);
    }

    /// <summary>Encodes a sentence for a header value: with percent signs, in older releases with <c>+</c> for a space.</summary>
    public static string EncodeHeader(this HttpContext context, string text) => context.Site().Product.EncodesSpaceAsPlus
        ? WebUtility.UrlEncode(GermanMessages.In(context, text))
        : Uri.EscapeDataString(GermanMessages.In(context, text));
}
