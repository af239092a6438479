using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ConnectWizard.AzureDevOps;

/// <summary>The names in certificates, <c>CN=SpaceTech Root, O=SpaceTech, C=NO</c>, as people say them: SpaceTech Root.</summary>
internal static class DistinguishedName
{
    private const string CommonName = "2.5.4.3";
    private const string Organization = "2.5.4.10";

    /// <summary>The common name, or else the organization; the whole where it has neither or cannot be read.</summary>
    public static string ShortFormOf(string name)
    {
        try
        {
            var parts = new X500DistinguishedName(name).EnumerateRelativeDistinguishedNames()
                .Where(part => !part.HasMultipleElements)
                .ToLookup(part => part.GetSingleElementType().Value, part => part.GetSingleElementValue(), StringComparer.Ordinal);
            return parts[CommonName].Concat(parts[Organization]).FirstOrDefault(value => !string.IsNullOrWhiteSpace(value)) ?? name;
        }
        catch (CryptographicException)
        {
            return name;
        }
    }
}
