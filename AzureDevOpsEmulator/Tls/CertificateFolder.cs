using System.Collections.Concurrent;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace AzureDevOpsEmulator.Tls;

/// <summary>The server certificates a <see cref="CertificateFolder"/> makes: a good one, and one for each usual fault.</summary>
public enum CertificateKind
{
    /// <summary>Right name, in date, signed by the folder's authority.</summary>
    Trusted,

    /// <summary>Right name, in date, signed by its own key.</summary>
    SelfSigned,

    /// <summary>Right name, signed by the folder's authority, over since about a month.</summary>
    Expired,

    /// <summary>In date, signed by the folder's authority, for <see cref="CertificateFolder.WrongHostName"/>.</summary>
    WrongName,

    /// <summary>Right name, in date, signed by an intermediate (sent along) of an authority that nobody has.</summary>
    OtherAuthority,
}

/// <summary>
/// The emulator's certificates: an authority of its own, made once and kept in a folder for ten years, and server certificates (a year)
/// for any host name, made when first asked for and renewed a month before they end. Thread-safe; several processes may share a folder.
/// </summary>
/// <remarks>
/// Certificates that are handed out stay in use here: do not dispose them. Each host name leaves a file, so names from the network
/// should be checked against the known ones before they are asked for. A damaged file is replaced by a new certificate.
/// </remarks>
internal sealed class CertificateFolder
{
    /// <summary>The name that a <see cref="CertificateKind.WrongName"/> certificate is for.</summary>
    public const string WrongHostName = "intranet.spacetech.example";

    private readonly ConcurrentDictionary<(CertificateKind Kind, string HostName), SslStreamCertificateContext> _contexts = new();
    private readonly SigningAuthorities _authorities;
    private readonly string _folder;
    private readonly TimeProvider _time;

    private CertificateFolder(string folder, TimeProvider time)
    {
        _folder = folder;
        _time = time;
        _authorities = new SigningAuthorities(folder);
    }

    /// <summary>The PEM file with the authority's certificate, for those who want to trust the emulator. It holds no key.</summary>
    public string AuthorityFile => _authorities.PublicFile;

    /// <exception cref="IOException">The folder cannot be made or written to, or another process held it for 30 seconds.</exception>
    public static CertificateFolder OpenOrCreate(string folder, TimeProvider time)
    {
        var path = Path.GetFullPath(folder);
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var certificates = new CertificateFolder(path, time);
        using (FolderLock.Acquire(path))
            certificates._authorities.Own(time.GetUtcNow()).Dispose();
        return certificates;
    }

    /// <summary>A certificate with the chain that a server sends, as <see cref="SslServerAuthenticationOptions"/> takes it.</summary>
    /// <exception cref="ArgumentException">The host name is neither a DNS name nor an IP address.</exception>
    public SslStreamCertificateContext ContextFor(CertificateKind kind, string hostName)
    {
        var key = (kind, HostName.Normalize(hostName));
        if (_contexts.TryGetValue(key, out var known) && Validity.LeafIsCurrent(kind, known.TargetCertificate, _time.GetUtcNow()))
            return known;

        using (FolderLock.Acquire(_folder))
            return _contexts[key] = ReadOrIssue(kind, key.Item2);
    }

    private SslStreamCertificateContext ReadOrIssue(CertificateKind kind, string hostName)
    {
        var now = _time.GetUtcNow();
        using var issuer = kind switch
        {
            CertificateKind.SelfSigned => null,
            CertificateKind.OtherAuthority => _authorities.Other(now),
            CertificateKind.Trusted or CertificateKind.Expired or CertificateKind.WrongName => _authorities.Own(now),
        };
        var path = Path.Combine(_folder, $"{kind}-{HostName.ForFile(hostName)}.pem".ToLowerInvariant());
        var leaf = CertificateFile.Read(path);
        if (leaf is null || !Validity.LeafIsCurrent(kind, leaf, now) || !SigningAuthorities.IsSignedBy(issuer, leaf))
            leaf = Issue(kind, hostName, issuer, path);

        return SslStreamCertificateContext.Create(leaf, issuer is null ? null : [issuer], offline: true);
    }

    private X509Certificate2 Issue(CertificateKind kind, string hostName, X509Certificate2? issuer, string path)
    {
        var name = kind == CertificateKind.WrongName ? WrongHostName : hostName;
        using var fresh = CertificateIssuing.Leaf(name, issuer, Validity.OfLeaf(kind, _time.GetUtcNow()));
        CertificateFile.Write(path, fresh);
        return CertificateFile.Read(path) ?? throw new IOException($"The certificate just written to {path} cannot be read.");
    }
}

/// <summary>Host names as certificates have them: lower case, punycode, no trailing dot; addresses in their canonical text.</summary>
internal static class HostName
{
    private static readonly IdnMapping Idn = new();

    /// <exception cref="ArgumentException">It is neither a DNS name nor an IP address.</exception>
    public static string Normalize(string hostName)
    {
        ArgumentException.ThrowIfNullOrEmpty(hostName);
        if (IPAddress.TryParse(hostName.Trim('[', ']'), out var address)) return address.ToString();
        var ascii = Idn.GetAscii(hostName.TrimEnd('.')).ToLowerInvariant();
        return Uri.CheckHostName(ascii) == UriHostNameType.Dns
            ? ascii
            : throw new ArgumentException($"'{hostName}' is not a host name.", nameof(hostName));
    }

    /// <summary>The normalized name as part of a file name: not too long for one, and without an IPv6 address's colons.</summary>
    public static string ForFile(string normalized)
    {
        const int longest = 120;
        if (normalized.Length <= longest) return normalized.Replace(':', '-');
        var hash = SHA256.HashData(Encoding.ASCII.GetBytes(normalized));
        return Convert.ToHexStringLower(hash);
    }
}
