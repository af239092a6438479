using System.Xml.Linq;
using ConnectWizard.Storage.Records;
using Dapper;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace ConnectWizard.Storage.Keys;

/// <summary>Data Protection's key ring in the store, so that all nodes share it. Each key is wrapped before it comes here.</summary>
internal sealed class KeyRingRepository(Database database, TimeProvider time) : IXmlRepository
{
    private const string Insert = "INSERT INTO keyring (name, xml, created_at) VALUES (@Name, @Xml, @Now)";

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var connection = database.Open();
        return [.. connection.Query<string>("SELECT xml FROM keyring ORDER BY created_at, name").Select(xml => XElement.Parse(xml))];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var connection = database.Open();
        connection.Execute(
            Insert,
            new { Name = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting), Now = time.GetUtcNow().ToMilliseconds() });
    }
}
