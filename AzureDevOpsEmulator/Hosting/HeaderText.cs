using System.Net;
using AzureDevOpsEmulator.Versions;

namespace AzureDevOpsEmulator.Hosting;

/// <summary>Sentences in header values: percent-encoded, with the older releases' <c>+</c> for a space.</summary>
internal static class HeaderText
{
    public static string Encode(string text, ServerProduct product) =>
        product.EncodesSpaceAsPlus ? WebUtility.UrlEncode(text) : Uri.EscapeDataString(text);
}
