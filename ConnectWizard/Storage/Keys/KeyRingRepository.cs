using System.Globalization;
using System.Xml.Linq;
using ConnectWizard.Storage.Records;
using Dapper;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace ConnectWizard.Storage.Keys;

/// <summary>
/// Data Protection's key ring in the store, so that all nodes share it. Each key is wrapped before it comes here. Nodes that find a key
/// missing at the same time keep the first one's alone: a node reads the ring once a day, and would not know what the others protect with
/// keys of their own until then.
/// </summary>
internal sealed class KeyRingRepository(Database database, TimeProvider time) : IXmlRepository
{
    private const string Insert = "INSERT INTO keyring (name, xml, created_at) VALUES (@Name, @Xml, @Now) ON CONFLICT (name) DO NOTHING";

    private volatile int _known;

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var connection = database.Open();
        var elements = connection.Query<string>("SELECT xml FROM keyring ORDER BY created_at, name").Select(xml => XElement.Parse(xml)).ToList();
        _known = elements.Count;
        return elements;
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        // A number that nodes with the same reading have in common; Data Protection reads again after it has stored a key.
        var name = element.Name == "key" ? string.Create(CultureInfo.InvariantCulture, $"key-{_known + 1}") : friendlyName;
        using var connection = database.Open();
        connection.Execute(
            Insert,
            new { Name = name, Xml = element.ToString(SaveOptions.DisableFormatting), Now = time.GetUtcNow().ToMilliseconds() });
    }
}
