using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace AzureDevOpsEmulator.Entra.Storage;

/// <summary>Random texts that open something, and what is kept of them.</summary>
internal static class SecretText
{
    public static string New(string prefix, int bytes) => prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(bytes));

    public static string Hash(string value) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value)));
}
