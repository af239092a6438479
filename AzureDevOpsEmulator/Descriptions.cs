using System.Net;

namespace AzureDevOpsEmulator;

/// <summary>
/// A realistic address and where it really is: clients connect to <paramref name="Target"/> when they are asked for
/// <paramref name="Host"/> and <paramref name="Port"/>, as with curl's <c>--connect-to</c>.
/// </summary>
public sealed record EmulatedEndpoint(string Host, int Port, IPEndPoint Target);

/// <summary>An emulated server.</summary>
/// <param name="Name">A short name.</param>
/// <param name="HostName">Its realistic host name.</param>
/// <param name="BaseUrl">Its realistic address with the virtual directory; an <see cref="EmulatedEndpoint"/> leads there.</param>
/// <param name="DirectUrl">An address that needs no such redirection.</param>
/// <param name="Version">The product and release.</param>
/// <param name="ApiVersion">The newest released version of its REST API.</param>
/// <param name="Collections">The names of its collections.</param>
public sealed record EmulatedServer(
    string Name, string HostName, Uri BaseUrl, Uri DirectUrl, string Version, string ApiVersion, IReadOnlyList<string> Collections);

/// <summary>A personal access token that a client can use.</summary>
public sealed record EmulatedToken(string Name, string Value, string Description)
{
    /// <summary>The record's text has the name and not the value, so that a log of it gives nothing away.</summary>
    public override string ToString() => $"{nameof(EmulatedToken)} {{ {Name} }}";
}

/// <summary>A thing that can go wrong, with an address at which it does.</summary>
/// <param name="Name">A short name.</param>
/// <param name="Url">Its realistic address; an <see cref="EmulatedEndpoint"/> leads there.</param>
/// <param name="DirectUrl">An address that needs no such redirection.</param>
/// <param name="Description">What a client meets there.</param>
/// <param name="Token">The name of the token to try it with.</param>
public sealed record EmulatedScene(string Name, Uri Url, Uri DirectUrl, string Description, string Token);
