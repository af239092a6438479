using System.Collections.Concurrent;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace AzureDevOpsEmulator.Tls;

public enum CertificateKind
{
    Trusted,
    SelfSigned,

    /// <summary>Right name, signed by the folder's authority, expired about a month ago.</summary>
    Expired,

    /// <summary>Right name, signed by the folder's authority, valid for about two weeks.</summary>
    Ending,

    /// <summary>Valid, signed by the folder's authority, for <see cref="CertificateFolder.WrongHostName"/>.</summary>
    WrongName,

    /// <summary>Right name, valid, signed by an intermediate (sent along) of an unknown authority.</summary>
    OtherAuthority,
}

/// <summary>
/// Certificates on demand for any host name, renewed a month before they expire. Don't dispose of them; check names from the network first.
/// Several processes may share a folder.
/// </summary>
internal sealed class CertificateFolder
{
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

    public string AuthorityFile => _authorities.PublicFile;

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
            CertificateKind.Trusted or CertificateKind.Expired or CertificateKind.Ending or CertificateKind.WrongName => _authorities.Own(now),
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

/// <summary>Host names as in certificates: lower case, punycode, no trailing dot; addresses in canonical form.</summary>
internal static class HostName
{
    private static readonly IdnMapping Idn = new();

    public static string Normalize(string hostName)
    {
        ArgumentException.ThrowIfNullOrEmpty(hostName);
        if (IPAddress.TryParse(hostName.Trim('[', ']'), out var address)) return address.ToString();
        var ascii = Idn.GetAscii(hostName.TrimEnd('.')).ToLowerInvariant();
        return Uri.CheckHostName(ascii) == UriHostNameType.Dns
            ? ascii
            : throw new ArgumentException($"'{hostName}' is not a host name.", nameof(hostName));
    }

    /// <summary>Short enough for a file name, and without an IPv6 address's colons.</summary>
    public static string ForFile(string normalized)
    {
        const int longest = 120;
        if (normalized.Length <= longest) return normalized.Replace(':', '-');
        var hash = SHA256.HashData(Encoding.ASCII.GetBytes(normalized));
        return Convert.ToHexStringLower(hash);
    }
}
