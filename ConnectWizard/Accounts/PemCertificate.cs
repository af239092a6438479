using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ConnectWizard.Accounts;

/// <summary>Reads certificates and a private key as PEM, in any order. Of several certificates, the key's own counts.</summary>
internal static class PemCertificate
{
    /// <summary>As many as a PFX may have: an encrypted key says itself how much work its password is.</summary>
    private const int MaxIterations = 300_000;

    private const string KeyLabel = "PRIVATE KEY";
    private const string EncryptedLabel = "ENCRYPTED PRIVATE KEY";

    public static bool IsPem(string text) => text.Contains("-----BEGIN ", StringComparison.Ordinal);

    /// <exception cref="CertificateException">There is no pair of certificate and RSA key that opens.</exception>
    public static X509Certificate2 Load(string text, string password)
    {
        if (!text.Contains($"{KeyLabel}-----", StringComparison.Ordinal))
            throw new CertificateException(CertificateFault.NoKey);
        if (!text.Contains("CERTIFICATE-----", StringComparison.Ordinal))
            throw new CertificateException(CertificateFault.NoCertificate);
        var blocks = BlocksIn(text);
        var certificates = LoadCertificates(blocks);
        try
        {
            using var key = LoadKey(text, blocks, password);
            var own = certificates.FirstOrDefault(certificate => IsOf(certificate, key)) ?? throw new CertificateException(CertificateFault.Mismatch);
            return own.CopyWithPrivateKey(key);
        }
        finally
        {
            certificates.ForEach(certificate => certificate.Dispose());
        }
    }

    private static List<Block> BlocksIn(string text)
    {
        var blocks = new List<Block>();
        for (var rest = text.AsSpan(); PemEncoding.TryFind(rest, out var fields); rest = rest[fields.Location.End..])
            blocks.Add(new Block(rest[fields.Label].ToString(), rest[fields.Location].ToString(), Convert.FromBase64String(rest[fields.Base64Data].ToString())));

        return blocks;
    }

    private static List<X509Certificate2> LoadCertificates(List<Block> blocks)
    {
        var certificates = new List<X509Certificate2>();
        try
        {
            foreach (var block in blocks.Where(block => block.Label == "CERTIFICATE"))
                certificates.Add(X509CertificateLoader.LoadCertificate(block.Content));
        }
        catch (CryptographicException exception)
        {
            throw new CertificateException(CertificateFault.Unreadable, exception);
        }

        return certificates.Count > 0 ? certificates : throw new CertificateException(CertificateFault.Unreadable);
    }

    private static RSA LoadKey(string text, List<Block> blocks, string password)
    {
        if (LegacyPemKey.Find(text) is { } legacy)
            return legacy.Open(password);
        var block = blocks.Find(block => block.Label.EndsWith(KeyLabel, StringComparison.Ordinal)) ?? throw new CertificateException(CertificateFault.Unreadable);
        var isEncrypted = block.Label == EncryptedLabel;
        if (isEncrypted && IterationsOf(block.Content) > MaxIterations)
            throw new CertificateException(CertificateFault.Unreadable);
        var key = RSA.Create();
        if (TryImport(key, block, password))
            return key;
        key.Dispose();
        using var curve = ECDsa.Create();
        throw new CertificateException(TryImport(curve, block, password) ? CertificateFault.WeakKey : isEncrypted ? CertificateFault.Password : CertificateFault.Unreadable);
    }

    private static bool TryImport(AsymmetricAlgorithm key, Block block, string password)
    {
        try
        {
            if (block.Label == EncryptedLabel)
                key.ImportFromEncryptedPem(block.Text, password);
            else
                key.ImportFromPem(block.Text);
            return true;
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            return false;
        }
    }

    private static bool IsOf(X509Certificate2 certificate, RSA key)
    {
        using var own = certificate.GetRSAPublicKey();
        return own is not null && own.ExportRSAPublicKey().AsSpan().SequenceEqual(key.ExportRSAPublicKey());
    }

    private static int IterationsOf(byte[] key)
    {
        try
        {
            // The algorithm is the first part of it, and the number of iterations the first one in there.
            return FirstNumberIn(new AsnReader(key, AsnEncodingRules.BER).ReadSequence().ReadSequence()) ?? int.MaxValue;
        }
        catch (AsnContentException exception)
        {
            throw new CertificateException(CertificateFault.Unreadable, exception);
        }
    }

    private static int? FirstNumberIn(AsnReader reader)
    {
        while (reader.HasData)
        {
            var tag = reader.PeekTag();
            if (tag.HasSameClassAndValue(Asn1Tag.Integer))
                return reader.TryReadInt32(out var number) ? number : int.MaxValue;
            if (tag.HasSameClassAndValue(Asn1Tag.Sequence) && FirstNumberIn(reader.ReadSequence()) is { } inside)
                return inside;
            if (!tag.HasSameClassAndValue(Asn1Tag.Sequence))
                reader.ReadEncodedValue();
        }

        return null;
    }

    private sealed record Block(string Label, string Text, byte[] Content)
    {
        public override string ToString() => Label;
    }
}
