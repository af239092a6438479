using System.Data.Common;
using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Dapper;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace ConnectWizard.Storage.Keys;

/// <summary>
/// Data Protection's key ring in the store, shared by all nodes. Each key is wrapped; what isn't authentic doesn't count. Nodes that find a key
/// missing at the same time keep only the first one's, since a node reads the ring once a day.
/// </summary>
internal sealed class KeyRingRepository(Database database, Func<IReadOnlyList<KeyEncryptionKey>> keys, TimeProvider time, ILogger<KeyRingRepository> logger) : IXmlRepository
{
    private const string Select = "SELECT name, xml FROM data_protection_keys ORDER BY created_at, name";
    private const string Insert = "INSERT INTO data_protection_keys (name, xml, created_at) VALUES (@Name, @Xml, @Now) ON CONFLICT (name) DO NOTHING";

    private const string Update = "UPDATE data_protection_keys SET xml = @Xml WHERE name = @name AND xml = @Before";

    private volatile int _known;

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        var rows = database.Run(ReadAll);
        _known = rows.Count;
        var elements = new List<XElement>();
        foreach (var (name, stored) in rows)
        {
            if (WrappedKeyDecryptor.TryDecrypt(stored, keys()) is { } element)
                elements.Add(element);
            else
                StorageLog.KeyNotAuthentic(logger, name);
        }

        return elements;
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        // A number that nodes with the same reading have in common; Data Protection reads again after it has stored a key.
        var name = element.Name == "key" ? string.Create(CultureInfo.InvariantCulture, $"key-{_known + 1}") : friendlyName;
        var wrapped = new WrappedKeyEncryptor(keys()[0]).Encrypt(element).EncryptedElement;
        database.Run(connection => connection.Execute(Insert, new { Name = name, Xml = wrapped.ToString(SaveOptions.DisableFormatting), Now = time.GetUtcNow() }));
    }

    /// <summary>Puts an element that was wrapped anew in the place of the one before, unless another node did.</summary>
    public static void Replace(Database database, string name, XElement before, XElement wrapped)
    {
        using var connection = database.Open();
        connection.Execute(Update, new { name, Before = before.ToString(SaveOptions.DisableFormatting), Xml = wrapped.ToString(SaveOptions.DisableFormatting) });
    }

    public static IReadOnlyList<(string Name, XElement? Element)> ReadAll(DbConnection connection) =>
        [.. connection.Query<(string Name, string Xml)>(Select).Select(row => (row.Name, TryParse(row.Xml)))];

    private static XElement? TryParse(string xml)
    {
        try
        {
            return XElement.Parse(xml);
        }
        catch (XmlException)
        {
            return null;
        }
    }
}
