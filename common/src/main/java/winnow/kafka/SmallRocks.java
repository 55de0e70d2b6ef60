package winnow.kafka;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.CompressionType;
import org.rocksdb.IndexType;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;

/**
 * Bounds what stores keep outside the heap: they share one cache, however many they are and however
 * much they hold, instead of the default hundred MiB for each. Indexes and filters are in it piece
 * by piece, since those of a million papers are larger than what small machines have to spare. All
 * that is kept has filters, ten bits a key: much of what is asked for is new and not there, and
 * without one each such question would read a block of the oldest file.
 */
public final class SmallRocks implements RocksDBConfigSetter {
  private static final long LEAST = 8L << 20;
  private static final int OF_HEAP = 8;

  /**
   * Of the program, and so never closed. Apart, since this class is read before RocksDB is loaded.
   */
  private static final class Shared {
    private static final LRUCache CACHE =
        new LRUCache(Math.max(LEAST, Runtime.getRuntime().maxMemory() / OF_HEAP));
  }

  @Override
  public void setConfig(String storeName, Options options, Map<String, Object> configs) {
    BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
    table.setBlockCache(Shared.CACHE);
    table.setCacheIndexAndFilterBlocks(true);
    table.setIndexType(IndexType.kTwoLevelIndexSearch);
    table.setPartitionFilters(true);
    options.setTableFormatConfig(table);
    options.setOptimizeFiltersForHits(false);
    options.setCompressionType(CompressionType.LZ4_COMPRESSION);
    options.setWriteBufferSize(4L << 20);
    options.setMaxWriteBufferNumber(2);
  }

  @Override
  public void close(String storeName, Options options) {
    // nothing here is the store's own
  }
}
